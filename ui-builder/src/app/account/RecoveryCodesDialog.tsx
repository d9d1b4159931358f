import { Copy } from 'lucide-react';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, useToast } from '@/ui';
import styles from './account.module.css';

export const RecoveryCodesDialog = ({
  codes,
  onClose,
}: {
  codes: string[];
  onClose: () => void;
}) => {
  const t = useT();
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    toast({ text: t('common.copied') });
  };
  return (
    <Dialog
      title={t('factor.codesTitle')}
      onClose={onClose}
      footer={
        <>
          <Button icon={Copy} onClick={() => void copy()}>
            {t('common.copy')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('factor.codesKept')}
          </Button>
        </>
      }
    >
      <div className={styles['dialog']}>
        <Callout tone="warning">{t('factor.codesText')}</Callout>
        <ul className={styles['codes']}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
};
