import { useQuery } from '@tanstack/react-query';
import { loadUsages, useProblemText, type ComponentKey } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Loading } from '@/ui';
import styles from '../form.module.css';
import { UsageList } from './UsageList';
import { useChangeSet } from './useChangeSet';

/** Says who uses a component and, when nobody does, deletes it. */
export const DeleteDialog = ({
  component,
  label,
  onClose,
  onDeleted,
  children,
}: {
  component: ComponentKey;
  label: string;
  onClose: () => void;
  onDeleted?: () => void;
  children?: string;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const usages = useQuery({
    queryKey: ['metadata', 'usages', component.kind, component.name],
    queryFn: () => loadUsages(component.kind, component.name),
    staleTime: 0,
  });
  const saving = useChangeSet({
    onSaved: () => {
      onClose();
      onDeleted?.();
    },
  });
  const users = usages.data?.users ?? [];
  return (
    <Dialog
      title={t('builder.deleteTitle', { name: label })}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="danger"
            disabled={usages.isPending}
            busy={saving.busy}
            onClick={() => saving.save({ deletions: [component] })}
          >
            {t('common.delete')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p>{children ?? t('builder.deleteText')}</p>
        {usages.isPending && <Loading />}
        {users.length > 0 && (
          <Callout tone="warning">
            <span>{t('builder.usedBy', { count: users.length })}</span>
            <UsageList users={users} />
          </Callout>
        )}
        {saving.problem !== null && <Callout tone="danger">{problemText(saving.problem)}</Callout>}
        {saving.question}
      </div>
    </Dialog>
  );
};
