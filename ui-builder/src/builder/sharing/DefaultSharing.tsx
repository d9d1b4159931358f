import { useId, useState, type FormEvent } from 'react';
import { useProblemText } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout } from '@/ui';
import { componentErrors } from '../change/errors';
import { useChangeSet } from '../change/useChangeSet';
import styles from '../form.module.css';
import { useComponentsOf } from '../model/components';
import type { ObjectDocument, Sharing } from '../model/documents';
import own from './Sharing.module.css';

const choices: Sharing[] = ['private', 'read', 'read_write', 'by_parent'];

/** Who sees and changes the records unless something opens more, each choice in words. */
export const DefaultSharing = ({ object }: { object: ObjectDocument }) => {
  const t = useT();
  const id = useId();
  const problemText = useProblemText();
  const saved = object.sharing ?? 'read_write';
  const [chosen, setChosen] = useState(saved);
  // What is stored stays as it is: this is about who sees it.
  const saving = useChangeSet({ isNew: true });
  const errors = componentErrors(saving.problem, ['sharing']);
  const hasParent = useComponentsOf('field', object.name).some(
    (field) => field.type === 'reference' && field.ownership === 'parent',
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.save({ components: [{ ...object, sharing: chosen }] });
  };
  return (
    <form className={own['default']} onSubmit={submit}>
      <fieldset className={own['choices']} aria-describedby={`${id}-error`}>
        <legend className={styles['groupTitle']}>{t('sharing.default')}</legend>
        {choices.map((choice) => {
          const isImpossible = choice === 'by_parent' && !hasParent && saved !== 'by_parent';
          return (
            <div key={choice} className={own['choice']}>
              <input
                type="radio"
                id={`${id}-${choice}`}
                name={id}
                checked={chosen === choice}
                disabled={isImpossible}
                aria-describedby={`${id}-${choice}-hint`}
                onChange={() => {
                  saving.reset();
                  setChosen(choice);
                }}
              />
              <label htmlFor={`${id}-${choice}`}>{t(`sharing.${choice}`)}</label>
              <small id={`${id}-${choice}-hint`}>
                {t(isImpossible ? 'sharing.noParent' : `sharing.${choice}Text`)}
              </small>
            </div>
          );
        })}
      </fieldset>
      <div id={`${id}-error`}>
        {saving.problem !== null && (
          <Callout tone="danger">
            {[...(errors['sharing'] ?? []), ...(errors[''] ?? [])].join(' ') ||
              problemText(saving.problem)}
          </Callout>
        )}
      </div>
      {chosen !== saved && (
        <div className={own['buttons']}>
          <Button type="submit" variant="primary" busy={saving.busy}>
            {t('common.save')}
          </Button>
          <Button
            onClick={() => {
              saving.reset();
              setChosen(saved);
            }}
          >
            {t('builder.discard')}
          </Button>
        </div>
      )}
      {saving.question}
    </form>
  );
};
