import { useState } from 'react';
import { useProblemText, type Component } from '@/api';
import { useI18n } from '@/i18n';
import { Checkbox } from '@/ui';
import { useChangeSet } from '../change/useChangeSet';
import { localName, type Localized } from '../model/documents';
import { textIn } from '../model/localized';

/** Switches a rule on or off where it is listed. */
export const ActiveSwitch = ({
  component,
}: {
  component: Component & { label?: Localized | undefined; active?: boolean | undefined };
}) => {
  const { t, language } = useI18n();
  const problemText = useProblemText();
  // A rule is about what is done from now on: nothing of the records that exist is touched.
  const [wanted, setWanted] = useState<boolean>();
  const saving = useChangeSet({ isNew: true, onSaved: () => setWanted(undefined) });
  const isWanted = saving.problem === null ? wanted : undefined;
  return (
    <>
      <Checkbox
        aria-label={t('rule.activeNamed', {
          name: textIn(component.label, language) || localName(component.name),
        })}
        checked={isWanted ?? component.active !== false}
        disabled={saving.busy}
        onChange={(active) => {
          setWanted(active);
          saving.save({ components: [{ ...component, active }] });
        }}
      />
      {saving.problem !== null && <span role="alert">{problemText(saving.problem)}</span>}
    </>
  );
};
