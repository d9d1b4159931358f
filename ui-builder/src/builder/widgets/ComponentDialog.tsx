import { useId, type FormEvent, type ReactNode } from 'react';
import { useProblemText, type Component } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog } from '@/ui';
import { componentErrors } from '../change/errors';
import { useChangeSet } from '../change/useChangeSet';
import styles from '../form.module.css';

/** The frame of a form for one component: saves it, shows what is wrong, asks about data. */
export const ComponentDialog = ({
  title,
  isNew,
  components,
  ready,
  shown,
  size = 'medium',
  onClose,
  onSaved,
  children,
}: {
  title: string;
  isNew: boolean;
  /** The component first, then what changes with it. */
  components: () => Component[];
  ready: boolean;
  /** The properties whose errors the form shows itself. */
  shown: readonly string[];
  size?: 'narrow' | 'medium' | 'wide';
  onClose: () => void;
  onSaved?: () => void;
  children: (errors: Record<string, string[]>) => ReactNode;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const formId = useId();
  const saving = useChangeSet({
    isNew,
    onSaved: () => {
      onClose();
      onSaved?.();
    },
  });
  const errors = componentErrors(saving.problem, shown);
  const placed = Object.keys(errors).some((place) => place !== '');
  return (
    <Dialog
      title={title}
      size={size}
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
            {t(isNew ? 'common.create' : 'common.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          event.stopPropagation();
          saving.save({ components: components() });
        }}
      >
        {saving.problem !== null && (
          <Callout tone="danger">
            {errors['']?.join(' ') ??
              (placed ? t('error.checkFields') : problemText(saving.problem))}
          </Callout>
        )}
        {children(errors)}
      </form>
      {saving.question}
    </Dialog>
  );
};
