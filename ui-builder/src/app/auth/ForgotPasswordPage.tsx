import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { loadResetOptions, requestPasswordReset, useProblemText } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Field, TextInput } from '@/ui';
import { AuthFrame } from './AuthFrame';
import styles from './AuthFrame.module.css';

export const ForgotPasswordPage = () => {
  const t = useT();
  const options = useQuery({
    queryKey: ['auth', 'reset'],
    queryFn: loadResetOptions,
    staleTime: Infinity,
  });
  return (
    <AuthFrame
      title={t('forgot.title')}
      intro={t('forgot.intro')}
      foot={<Link to="/sign-in">{t('forgot.back')}</Link>}
    >
      {options.data?.by_mail === false ? (
        <Callout tone="warning">{t('forgot.noMail')}</Callout>
      ) : (
        <ResetForm />
      )}
    </AuthFrame>
  );
};

const ResetForm = () => {
  const t = useT();
  const problemText = useProblemText();
  const typed = useLocation().state as { tenant?: string; username?: string } | null;
  const [tenant, setTenant] = useState(typed?.tenant ?? '');
  const [username, setUsername] = useState(typed?.username ?? '');
  const submission = useMutation({
    mutationFn: () => requestPasswordReset(tenant.trim(), username.trim()),
  });
  if (submission.isSuccess) {
    return (
      <p className={styles['notice']} role="status">
        {t('forgot.sent')}
      </p>
    );
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submission.mutate();
      }}
    >
      {submission.isError && (
        <p className={styles['alert']} role="alert">
          {problemText(submission.error)}
        </p>
      )}
      <Field label={t('signIn.workspace')} hint={t('signIn.workspaceHint')}>
        {(control) => (
          <TextInput
            {...control}
            required
            autoCapitalize="none"
            autoComplete="organization"
            spellCheck={false}
            value={tenant}
            onChange={(event) => setTenant(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('signIn.username')}>
        {(control) => (
          <TextInput
            {...control}
            required
            autoCapitalize="none"
            autoComplete="username"
            spellCheck={false}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" wide busy={submission.isPending}>
        {t('forgot.submit')}
      </Button>
    </form>
  );
};
