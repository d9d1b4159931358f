import { useInfiniteQuery } from '@tanstack/react-query';
import { loadTimeline, useProblemText, type ObjectDescription } from '@/api';
import { useFormat } from '@/fields';
import { useT, type MessageKey } from '@/i18n';
import { fieldNamed } from '@/metadata';
import { Button, Loading } from '@/ui';
import styles from './RecordPage.module.css';

const texts: Record<string, MessageKey> = {
  created: 'record.history.created',
  updated: 'record.history.updated',
  deleted: 'record.history.deleted',
  restored: 'record.history.restored',
  merged: 'record.history.merged',
};

/** What happened around the record, newest first. */
export const Timeline = ({ object, id }: { object: ObjectDescription; id: string }) => {
  const t = useT();
  const format = useFormat();
  const problemText = useProblemText();
  const timeline = useInfiniteQuery({
    queryKey: ['records', object.name, 'timeline', id],
    queryFn: ({ pageParam }) => loadTimeline(object.name, id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (timeline.isPending) return <Loading />;
  if (timeline.isError) return <p className={styles['muted']}>{problemText(timeline.error)}</p>;
  const events = timeline.data.pages.flatMap((page) => page.events);
  if (events.length === 0) return <p className={styles['muted']}>{t('record.noTimeline')}</p>;
  const fieldLabels = (fields: unknown): string =>
    (Array.isArray(fields) ? fields : [])
      .map((name) => (typeof name === 'string' ? (fieldNamed(object, name)?.label ?? name) : ''))
      .filter(Boolean)
      .join(', ');
  return (
    <div>
      <ol>
        {events.map((event, index) => {
          const text = texts[event.type];
          return (
            <li key={index} className={styles['entry']}>
              <div className={styles['entryHead']}>
                <strong>{event.by?.name ?? '—'}</strong>
                <span>{text ? t(text) : event.type}</span>
                <time dateTime={event.at} title={format.datetime(event.at)}>
                  {format.ago(event.at)}
                </time>
              </div>
              {event['fields'] && (
                <span className={styles['relatedMeta']}>{fieldLabels(event['fields'])}</span>
              )}
            </li>
          );
        })}
      </ol>
      {timeline.hasNextPage && (
        <Button
          variant="ghost"
          busy={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t('record.loadMore')}
        </Button>
      )}
    </div>
  );
};
