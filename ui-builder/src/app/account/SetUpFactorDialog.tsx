import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import {
  beginSecondFactor,
  confirmSecondFactor,
  Problem,
  useProblemText,
  violationsByField,
  type FactorSecret,
} from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Field, TextInput } from '@/ui';
import styles from './account.module.css';
import { PasswordDialog } from './PasswordDialog';
import { QrCode } from './QrCode';

/** The password, then the secret for the app, then a code that shows that the app has it. */
export const SetUpFactorDialog = ({
  onClose,
  onDone,
}: {
  onClose: () => void;
  onDone: (recoveryCodes: string[]) => Promise<void>;
}) => {
  const t = useT();
  const [secret, setSecret] = useState<FactorSecret>();
  return secret ? (
    <ConfirmDialog secret={secret} onClose={onClose} onDone={onDone} />
  ) : (
    <PasswordDialog
      title={t('factor.setUp')}
      action={async (password) => setSecret(await beginSecondFactor(password))}
      onClose={onClose}
    />
  );
};

const ConfirmDialog = ({
  secret,
  onClose,
  onDone,
}: {
  secret: FactorSecret;
  onClose: () => void;
  onDone: (recoveryCodes: string[]) => Promise<void>;
}) => {
  const t = useT();
  const formId = useId();
  const problemText = useProblemText();
  const [code, setCode] = useState('');
  const submission = useMutation({
    mutationFn: async () => onDone(await confirmSecondFactor(code)),
  });
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (field) => field === 'code')
      : {};
  return (
    <Dialog
      title={t('factor.title')}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={submission.isPending}>
            {t('factor.setUp')}
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
        {problem && !errors['code'] && <Callout tone="danger">{problemText(problem)}</Callout>}
        <p className={styles['text']}>{t('factor.scan')}</p>
        <QrCode text={secret.uri} label={t('factor.picture')} />
        <Field label={t('factor.key')}>
          {(control) => (
            <output {...control} className={styles['key']}>
              {secret.secret.match(/.{1,4}/g)?.join(' ')}
            </output>
          )}
        </Field>
        <Field label={t('factor.code')} errors={errors['code']}>
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
};
