import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { Problem, useProblemText, violationsByField } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Field, TextInput } from '@/ui';
import styles from './account.module.css';

/** Asks for the password before something that makes signing in easier for whoever is here now. */
export const PasswordDialog = ({
  title,
  text,
  action,
  onClose,
}: {
  title: string;
  text?: string;
  action: (password: string) => Promise<void>;
  onClose: () => void;
}) => {
  const t = useT();
  const formId = useId();
  const problemText = useProblemText();
  const [password, setPassword] = useState('');
  const submission = useMutation({ mutationFn: () => action(password) });
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (field) => field === 'password')
      : {};
  return (
    <Dialog
      title={title}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={submission.isPending}>
            {title}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['dialog']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submission.mutate();
        }}
      >
        {problem && !errors['password'] && <Callout tone="danger">{problemText(problem)}</Callout>}
        <p className={styles['text']}>
          {text} {t('factor.confirmWith')}
        </p>
        <Field label={t('signIn.password')} errors={errors['password']}>
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
};
