import { useT } from '@/i18n';
import { Button, Dialog } from '@/ui';

/** Says what cannot be taken back before it happens. */
export const MergeConfirmation = ({
  winner,
  losers,
  busy,
  onConfirm,
  onClose,
}: {
  winner: string;
  losers: string[];
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) => {
  const t = useT();
  return (
    <Dialog
      title={t('merge.confirmTitle', { name: winner })}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" autoFocus busy={busy} onClick={onConfirm}>
            {t('merge.submit')}
          </Button>
        </>
      }
    >
      <p>{t('merge.confirmText', { names: losers.join(t('merge.listSeparator')) })}</p>
      <p>{t('merge.confirmUndo')}</p>
    </Dialog>
  );
};
