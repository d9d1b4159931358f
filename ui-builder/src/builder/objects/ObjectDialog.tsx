import { useId, useState, type FormEvent } from 'react';
import { useProblemText } from '@/api';
import { useI18n } from '@/i18n';
import { Button, Callout, Dialog, Field, LabelledCheckbox } from '@/ui';
import { componentErrors } from '../change/errors';
import { useChangeSet } from '../change/useChangeSet';
import styles from '../form.module.css';
import { freeName, isApiName } from '../model/apiName';
import { useComponents } from '../model/components';
import {
  withoutBlanks,
  type AppDocument,
  type FieldDocument,
  type ObjectDocument,
} from '../model/documents';
import { ownText, textIn } from '../model/localized';
import { Swatches } from '../widgets/ColorPicker';
import { IconPicker } from '../widgets/IconPicker';
import { LocalizedInput } from '../widgets/LocalizedInput';
import { NameInput } from '../widgets/NameInput';
import { NameFieldSettings } from './NameFieldSettings';

const KNOWN = ['name', 'label', 'plural_label', 'description', 'icon', 'color'];

/** What this dialog edits of the document. */
type Draft = Partial<
  Pick<ObjectDocument, 'label' | 'plural_label' | 'description' | 'icon' | 'color'>
>;

/** Creates an object, or changes what it is called and looks like. */
export const ObjectDialog = ({
  object,
  onClose,
  onSaved,
}: {
  object?: ObjectDocument;
  onClose: () => void;
  onSaved?: (name: string) => void;
}) => {
  const { t, language } = useI18n();
  const problemText = useProblemText();
  const formId = useId();
  const objects = useComponents('object');
  const apps = useComponents('app');
  const [draft, setDraft] = useState<Draft>(object ?? { icon: 'box' });
  const [ownName, setOwnName] = useState<string>();
  const [nameField, setNameField] = useState<FieldDocument>();
  const [inApps, setInApps] = useState(() => apps.slice(0, 1).map((app) => app.name));

  const taken = new Set(objects.map((other) => other.name));
  const proposal = freeName(ownText(draft.label, 'en') || ownText(draft.label, language), taken);
  const name = object?.name ?? ownName ?? proposal;
  const saving = useChangeSet({
    isNew: object === undefined,
    onSaved: () => {
      onClose();
      onSaved?.(name);
    },
  });
  const errors = componentErrors(saving.problem, KNOWN);
  const set = (change: Draft) => setDraft({ ...draft, ...change });
  const ready = isApiName(name) && textIn(draft.label, language) !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const document = withoutBlanks({
      label: '',
      ...object,
      ...draft,
      kind: 'object' as const,
      name,
    });
    const extra = object
      ? []
      : [
          ...(nameField ? [{ ...nameField, name: `${name}.name` }] : []),
          ...apps.filter((app) => inApps.includes(app.name)).map((app) => withTab(app, name)),
        ];
    saving.save({ components: [document, ...extra] });
  };
  return (
    <Dialog
      title={object ? t('object.edit') : t('object.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={!ready}
            busy={saving.busy}
          >
            {t(object ? 'common.save' : 'common.create')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} onSubmit={submit}>
        {saving.problem !== null && (
          <Callout tone="danger">{errors['']?.join(' ') ?? problemText(saving.problem)}</Callout>
        )}
        <LocalizedInput
          label={t('object.label')}
          hint={t('object.labelHint')}
          required
          autoFocus={!object}
          value={draft.label}
          errors={errors['label']}
          onChange={(label) => set({ label: label ?? '' })}
        />
        <LocalizedInput
          label={t('object.pluralLabel')}
          value={draft.plural_label}
          placeholder={textIn(draft.label, language)}
          errors={errors['plural_label']}
          onChange={(plural) => set({ plural_label: plural })}
        />
        {!object && (
          <NameInput
            value={ownName}
            proposal={proposal}
            taken={taken}
            errors={errors['name']}
            onChange={setOwnName}
          />
        )}
        {!object && <NameFieldSettings value={nameField} onChange={setNameField} />}
        <Field label={t('builder.icon')} group>
          {() => (
            <IconPicker value={draft.icon} color={draft.color} onChange={(icon) => set({ icon })} />
          )}
        </Field>
        <Field label={t('builder.color')} group>
          {() => <Swatches value={draft.color} onChange={(color) => set({ color })} />}
        </Field>
        <LocalizedInput
          label={t('builder.description')}
          multiline
          value={draft.description}
          errors={errors['description']}
          onChange={(description) => set({ description })}
        />
        {!object && apps.length > 0 && (
          <Field label={t('object.showIn')} group>
            {() => (
              <div className={styles['stack']}>
                {apps.map((app) => (
                  <LabelledCheckbox
                    key={app.name}
                    checked={inApps.includes(app.name)}
                    onChange={(yes) =>
                      setInApps(
                        yes ? [...inApps, app.name] : inApps.filter((other) => other !== app.name),
                      )
                    }
                  >
                    {textIn(app.label, language)}
                  </LabelledCheckbox>
                ))}
              </div>
            )}
          </Field>
        )}
      </form>
      {saving.question}
    </Dialog>
  );
};

const withTab = (app: AppDocument, object: string): AppDocument => ({
  ...app,
  tabs: [...(app.tabs ?? []), object],
});
