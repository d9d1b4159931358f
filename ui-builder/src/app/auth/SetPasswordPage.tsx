import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import {
  choosePassword,
  loadPasswordLink,
  Problem,
  useProblemText,
  violationsByField,
  type PasswordLink,
} from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Loading } from '@/ui';
import { AuthFrame } from './AuthFrame';
import styles from './AuthFrame.module.css';
import { NewPassword } from './NewPassword';

/** Where links of invitations and resets lead. The token is in the hash, which no server sees. */
export const SetPasswordPage = () => {
  const t = useT();
  const problemText = useProblemText();
  const token = useLocation().hash.slice(1);
  const link = useQuery({
    queryKey: ['auth', 'link', token],
    queryFn: () => loadPasswordLink(token),
    retry: false,
    // Once the password is chosen the link is spent: asking again would only say so.
    staleTime: Infinity,
  });
  const isGone = link.error instanceof Problem && [404, 422].includes(link.error.status);
  return (
    <AuthFrame
      title={t('setPassword.title')}
      {...(link.data && { intro: t('setPassword.intro', { ...link.data }) })}
      foot={<Link to="/sign-in">{t('forgot.back')}</Link>}
    >
      {link.isPending && <Loading />}
      {link.isError && (
        <Callout tone="danger">
          {isGone ? t('setPassword.gone') : problemText(link.error)}{' '}
          {isGone && <Link to="/forgot-password">{t('forgot.title')}</Link>}
        </Callout>
      )}
      {link.data && <PasswordForm token={token} link={link.data} />}
    </AuthFrame>
  );
};

const PasswordForm = ({ token, link }: { token: string; link: PasswordLink }) => {
  const t = useT();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const submission = useMutation({
    mutationFn: () => choosePassword(token, password),
    onSuccess: () =>
      navigate(`/sign-in?tenant=${encodeURIComponent(link.tenant)}`, {
        replace: true,
        state: { chosen: true, username: link.username },
      }),
  });
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (name) => name === 'password')
      : {};
  return (
    <form
      className={styles['form']}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submission.mutate();
      }}
    >
      {problem && !errors['password'] && (
        <p className={styles['alert']} role="alert">
          {problemText(problem)}
        </p>
      )}
      {/* For the browser's own keeper of passwords. */}
      <input hidden readOnly autoComplete="username" value={link.username} />
      <NewPassword
        label={t('user.newPassword')}
        autoFocus
        value={password}
        errors={errors['password']}
        onChange={setPassword}
      />
      <Button type="submit" variant="primary" wide busy={submission.isPending}>
        {t('setPassword.submit')}
      </Button>
    </form>
  );
};
