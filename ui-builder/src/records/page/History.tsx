import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import {
  loadHistory,
  useProblemText,
  type HistoryEntry,
  type Json,
  type ObjectDescription,
} from '@/api';
import { FieldDisplay, isBlank, useFormat } from '@/fields';
import { useT, type MessageKey } from '@/i18n';
import { fieldNamed } from '@/metadata';
import { Button, Loading } from '@/ui';
import styles from './RecordPage.module.css';

const actions: Record<string, MessageKey> = {
  created: 'record.history.created',
  create: 'record.history.created',
  inserted: 'record.history.created',
  updated: 'record.history.updated',
  update: 'record.history.updated',
  deleted: 'record.history.deleted',
  delete: 'record.history.deleted',
  restored: 'record.history.restored',
  restore: 'record.history.restored',
  merged: 'record.history.merged',
  merge: 'record.history.merged',
  validation_skipped: 'record.history.validationSkipped',
};

/** Who changed which field, when, from what to what. */
export const History = ({ object, id }: { object: ObjectDescription; id: string }) => {
  const t = useT();
  const problemText = useProblemText();
  const history = useInfiniteQuery({
    queryKey: ['records', object.name, 'history', id],
    queryFn: ({ pageParam }) => loadHistory(object.name, id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (history.isPending) return <Loading />;
  if (history.isError) return <p className={styles['muted']}>{problemText(history.error)}</p>;
  const entries = history.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <p className={styles['muted']}>{t('record.noHistory')}</p>;
  return (
    <div>
      <ol>
        {entries.map((entry, index) => (
          <Entry key={index} object={object} entry={entry} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          variant="ghost"
          busy={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('record.loadMore')}
        </Button>
      )}
    </div>
  );
};

const Entry = ({ object, entry }: { object: ObjectDescription; entry: HistoryEntry }) => {
  const t = useT();
  const format = useFormat();
  const action = actions[entry.action];
  return (
    <li className={styles['entry']}>
      <div className={styles['entryHead']}>
        <strong>{entry.by?.name ?? '—'}</strong>
        <span>{action ? t(action) : entry.action}</span>
        <time dateTime={entry.at} title={format.datetime(entry.at)}>
          {format.ago(entry.at)}
        </time>
      </div>
      {entry.changes?.map((change) => {
        const field = fieldNamed(object, change.field);
        if (!field) return null;
        return (
          <div key={change.field} className={styles['change']}>
            <span>{field.label}:</span>
            <HistoricValue object={object} name={change.field} value={change.old as Json} old />
            <ArrowRight size={13} aria-hidden />
            <HistoricValue object={object} name={change.field} value={change.new as Json} />
          </div>
        );
      })}
    </li>
  );
};

const HistoricValue = ({
  object,
  name,
  value,
  old = false,
}: {
  object: ObjectDescription;
  name: string;
  value: Json;
  old?: boolean;
}) => {
  const t = useT();
  const field = fieldNamed(object, name);
  if (!field || isBlank(value)) return <span className={styles['empty']}>{t('common.blank')}</span>;
  return (
    <span className={old ? styles['old'] : undefined}>
      <FieldDisplay field={field} value={value} />
    </span>
  );
};
