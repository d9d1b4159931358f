import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listRecords, type ListQuery } from '@/api';
import { useT } from '@/i18n';
import { Button } from '@/ui';
import styles from './ListPage.module.css';

/** Counting can be slow where there are millions, so it happens only when somebody wants to know. */
export const Count = ({
  object,
  query,
  shown,
  complete,
}: {
  object: string;
  query: ListQuery;
  shown: number;
  complete: boolean;
}) => {
  const t = useT();
  const { filter, q } = query;
  const wanted = JSON.stringify([filter, q]);
  const [asked, setAsked] = useState<string>();
  const count = useQuery({
    queryKey: ['records', object, 'count', filter, q],
    queryFn: () => listRecords(object, { filter, q, fields: ['id'], limit: 1, count: 'exact' }),
    enabled: asked === wanted && !complete,
  });
  const total = complete ? shown : asked === wanted ? count.data?.total : undefined;
  if (total !== undefined) {
    return <span className={styles['count']}>{t('list.counted', { count: total })}</span>;
  }
  return (
    <span className={styles['count']}>
      {t('list.shown', { count: shown })}
      <Button size="small" variant="ghost" busy={count.isFetching} onClick={() => setAsked(wanted)}>
        {t('list.count')}
      </Button>
    </span>
  );
};
