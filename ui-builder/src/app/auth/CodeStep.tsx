import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answerChallenge, useProblemText } from '@/api';
import { useT } from '@/i18n';
import { Button, Field, TextInput } from '@/ui';
import { AuthFrame } from './AuthFrame';
import styles from './AuthFrame.module.css';

/** The code after the password, of the app or one of those kept for the day without it. */
export const CodeStep = ({
  challenge,
  onSignedIn,
  onBack,
}: {
  challenge: string;
  onSignedIn: () => Promise<void>;
  onBack: () => void;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const [code, setCode] = useState('');
  const [withoutApp, setWithoutApp] = useState(false);
  const submission = useMutation({
    mutationFn: () => answerChallenge(challenge, code),
    onSuccess: onSignedIn,
  });
  return (
    <AuthFrame
      title={t('code.title')}
      intro={t(withoutApp ? 'code.recoveryIntro' : 'code.intro')}
      foot={
        <>
          <Button
            variant="ghost"
            size="small"
            onClick={() => {
              setWithoutApp(!withoutApp);
              setCode('');
              submission.reset();
            }}
          >
            {t(withoutApp ? 'code.useApp' : 'code.useRecovery')}
          </Button>
          <Button variant="ghost" size="small" onClick={onBack}>
            {t('common.back')}
          </Button>
        </>
      }
    >
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
        <Field
          key={String(withoutApp)}
          label={t(withoutApp ? 'code.recoveryCode' : 'code.code')}
          hint={withoutApp ? t('code.recoveryHint') : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus
              autoCapitalize="none"
              spellCheck={false}
              inputMode={withoutApp ? 'text' : 'numeric'}
              autoComplete={withoutApp ? 'off' : 'one-time-code'}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" wide busy={submission.isPending}>
          {t('signIn.submit')}
        </Button>
      </form>
    </AuthFrame>
  );
};
