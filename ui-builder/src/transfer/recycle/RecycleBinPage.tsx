import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { restoreRecord, useProblemText, type DeletedRecord } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { useDescribe } from '@/metadata';
import { Button, EmptyState, ObjectIcon, Page, Select, Table, useToast } from '@/ui';
import { recycleBinQuery } from '../queries';
import styles from '../transfer.module.css';

/** Deleted records, and the way back for them. */
export const RecycleBinPage = () => {
  const t = useT();
  const format = useFormat();
  const objects = useDescribe();
  const [only, setOnly] = useState('');
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    recycleBinQuery(only || undefined),
  );
  const records = data.pages.flatMap((page) => page.records);
  return (
    <Page
      title={t('shell.recycleBin')}
      actions={
        <Select
          aria-label={t('import.object')}
          value={only}
          onChange={(event) => setOnly(event.target.value)}
        >
          <option value="">{t('recycle.allObjects')}</option>
          {objects.map((object) => (
            <option key={object.name} value={object.name}>
              {object.plural_label}
            </option>
          ))}
        </Select>
      }
    >
      <div className={styles['page']}>
        {records.length === 0 ? (
          <EmptyState icon={Trash2} title={t('recycle.empty')}>
            {t('recycle.emptyText')}
          </EmptyState>
        ) : (
          <Table
            label={t('shell.recycleBin')}
            columns={[
              { key: 'name', label: t('common.name') },
              { key: 'object', label: t('import.object') },
              { key: 'at', label: t('recycle.deletedAt'), optional: true },
              { key: 'by', label: t('recycle.deletedBy'), optional: true },
              { key: 'restore', label: t('recycle.restore'), hideLabel: true },
            ]}
            rows={records.map((record) => {
              const object = objects.find((candidate) => candidate.name === record.object);
              return {
                key: record.id,
                cells: [
                  record.name || t('common.blank'),
                  <span key="object" className={styles['toolbar']}>
                    <ObjectIcon icon={object?.icon} color={object?.color} />
                    {object?.label ?? record.object}
                  </span>,
                  format.datetime(record.deleted_at),
                  record.deleted_by?.name ?? '',
                  <RestoreButton key="restore" record={record} />,
                ],
              };
            })}
          />
        )}
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
    </Page>
  );
};

const RestoreButton = ({ record }: { record: DeletedRecord }) => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => restoreRecord(record.object, record.id),
    onSuccess: async () => {
      toast({ text: t('recycle.restored', { name: record.name ?? t('common.blank') }) });
      await Promise.all([
        client.invalidateQueries({ queryKey: ['recycle-bin'] }),
        client.invalidateQueries({ queryKey: ['records'] }),
      ]);
    },
    onError: (error) => toast({ text: problemText(error), tone: 'error' }),
  });
  return (
    <Button
      size="small"
      icon={RotateCcw}
      busy={restore.isPending}
      aria-label={t('recycle.restoreNamed', { name: record.name ?? t('common.blank') })}
      onClick={() => restore.mutate()}
    >
      {t('recycle.restore')}
    </Button>
  );
};
