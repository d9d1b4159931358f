import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useProblemText } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog } from '@/ui';
import styles from '../form.module.css';

/** Asks before a role or a team is deleted, and says what holds it. */
export const RemoveDialog = ({
  name,
  text,
  queryKey,
  remove,
  onClose,
}: {
  name: string;
  text: string;
  /** What has to be asked for again. */
  queryKey: readonly string[];
  remove: () => Promise<void>;
  onClose: () => void;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('builder.deleteTitle', { name })}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" busy={removal.isPending} onClick={() => removal.mutate()}>
            {t('common.delete')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p>{text}</p>
        {removal.error && <Callout tone="danger">{problemText(removal.error)}</Callout>}
      </div>
    </Dialog>
  );
};
