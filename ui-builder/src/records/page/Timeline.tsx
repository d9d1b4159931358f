import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { loadTimeline, useProblemText, type ObjectDescription, type TimelineEvent } from '@/api';
import { useFormat } from '@/fields';
import { useT, type MessageKey } from '@/i18n';
import { useDescribe } from '@/metadata';
import { Button, Loading } from '@/ui';
import { recordPath } from '../recordName';
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
              <Subject event={event} own={id} />
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

/** The record it happened to, when that is one of those that belong to this one. */
const Subject = ({ event, own }: { event: TimelineEvent; own: string }) => {
  const t = useT();
  const objects = useDescribe();
  const { object, id, name } = event;
  if (typeof object !== 'string' || typeof id !== 'string' || id === own) return null;
  const label = objects.find((candidate) => candidate.name === object)?.label ?? object;
  return (
    <span className={styles['relatedMeta']}>
      {label}
      <Link to={recordPath(object, id)}>{typeof name === 'string' ? name : t('list.unnamed')}</Link>
    </span>
  );
};
