import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { disableSecondFactor, loadSecondFactor, renewRecoveryCodes } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Button } from '@/ui';
import styles from './account.module.css';
import { PasswordDialog } from './PasswordDialog';
import { RecoveryCodesDialog } from './RecoveryCodesDialog';
import { Section } from './Section';
import { SetUpFactorDialog } from './SetUpFactorDialog';

type Step = { step: 'setUp' | 'renew' | 'disable' } | { step: 'codes'; codes: string[] };

export const SecondFactorSection = () => {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const { data: factor } = useSuspenseQuery({
    queryKey: ['secondFactor'],
    queryFn: loadSecondFactor,
  });
  const [open, setOpen] = useState<Step>();
  const changed = async (next: Step | undefined) => {
    await client.invalidateQueries({ queryKey: ['secondFactor'] });
    setOpen(next);
  };
  const close = () => setOpen(undefined);
  const showCodes = (codes: string[]) => changed({ step: 'codes', codes });
  return (
    <Section title={t('factor.title')}>
      {factor.confirmed_at ? (
        <>
          <p>
            {t('factor.on', { date: format.datetime(factor.confirmed_at) })}{' '}
            {t('factor.codesLeft', { count: factor.recovery_codes_left })}
          </p>
          <div className={styles['actions']}>
            <Button onClick={() => setOpen({ step: 'renew' })}>{t('factor.newCodes')}</Button>
            <Button variant="danger" onClick={() => setOpen({ step: 'disable' })}>
              {t('factor.switchOff')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>{t('factor.off')}</p>
          <div className={styles['actions']}>
            <Button onClick={() => setOpen({ step: 'setUp' })}>{t('factor.setUp')}</Button>
          </div>
        </>
      )}
      {open?.step === 'setUp' && <SetUpFactorDialog onClose={close} onDone={showCodes} />}
      {open?.step === 'renew' && (
        <PasswordDialog
          title={t('factor.newCodes')}
          text={t('factor.newCodesText')}
          action={async (password) => showCodes(await renewRecoveryCodes(password))}
          onClose={close}
        />
      )}
      {open?.step === 'disable' && (
        <PasswordDialog
          title={t('factor.switchOff')}
          text={t('factor.switchOffText')}
          action={async (password) => {
            await disableSecondFactor(password);
            await changed(undefined);
          }}
          onClose={close}
        />
      )}
      {open?.step === 'codes' && <RecoveryCodesDialog codes={open.codes} onClose={close} />}
    </Section>
  );
};
