import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { challengeOf, signIn, useProblemText } from '@/api';
import { useT } from '@/i18n';
import { meQuery } from '@/metadata';
import { Button, Field, TextInput } from '@/ui';
import { AuthFrame } from './AuthFrame';
import styles from './AuthFrame.module.css';
import { CodeStep } from './CodeStep';

const TENANT_KEY = 'trellis.tenant';

export const SignInPage = () => {
  const t = useT();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [parameters] = useSearchParams();
  const location = useLocation();
  const state = location.state as {
    from?: string;
    expired?: boolean;
    chosen?: boolean;
    username?: string;
  } | null;
  // Nothing that the last person saw outlives their session.
  useEffect(() => client.clear(), [client]);

  const [tenant, setTenant] = useState(
    () => parameters.get('tenant') ?? localStorage.getItem(TENANT_KEY) ?? '',
  );
  const [username, setUsername] = useState(state?.username ?? '');
  const [password, setPassword] = useState('');

  const enter = async () => {
    localStorage.setItem(TENANT_KEY, tenant.trim());
    client.clear();
    await client.prefetchQuery(meQuery);
    await navigate(state?.from ?? '/', { replace: true });
  };
  const submission = useMutation({
    mutationFn: () => signIn({ tenant: tenant.trim(), username: username.trim(), password }),
    onSuccess: enter,
  });
  const challenge = challengeOf(submission.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    submission.mutate();
  };

  if (challenge) {
    return (
      <CodeStep
        challenge={challenge}
        onSignedIn={enter}
        onBack={() => {
          setPassword('');
          submission.reset();
        }}
      />
    );
  }
  return (
    <AuthFrame
      title={t('signIn.title')}
      foot={
        <>
          {t('signIn.noAccount')} <Link to="/sign-up">{t('signIn.toSignUp')}</Link>
        </>
      }
    >
      <form className={styles['form']} onSubmit={submit}>
        {state?.expired && !submission.isError && (
          <p className={styles['notice']} role="status">
            {t('signIn.expired')}
          </p>
        )}
        {state?.chosen && !submission.isError && (
          <p className={styles['notice']} role="status">
            {t('setPassword.done')}
          </p>
        )}
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
              autoFocus={tenant === ''}
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
              autoFocus={tenant !== ''}
              autoCapitalize="none"
              autoComplete="username"
              spellCheck={false}
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('signIn.password')}>
          {(control) => (
            <TextInput
              {...control}
              required
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" wide busy={submission.isPending}>
          {t('signIn.submit')}
        </Button>
        <Link
          className={styles['aside']}
          to="/forgot-password"
          state={{ tenant: tenant.trim(), username: username.trim() }}
        >
          {t('signIn.forgot')}
        </Link>
      </form>
    </AuthFrame>
  );
};
