import { useMutation } from '@tanstack/react-query';
import { useProblemText } from '@/api';
import { useT } from '@/i18n';
import { useReloadPeople } from '@/people';
import { Button, Callout, Dialog } from '@/ui';
import styles from '../form.module.css';

/** Asks before a role or a team goes; the server says what still holds it. */
export const RemoveDialog = ({
  name,
  remove,
  onClose,
  children,
}: {
  name: string;
  remove: () => Promise<void>;
  onClose: () => void;
  children: string;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const reload = useReloadPeople();
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      await reload();
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
        <p>{children}</p>
        {removal.error && <Callout tone="danger">{problemText(removal.error)}</Callout>}
      </div>
    </Dialog>
  );
};
