import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { loadRevisions, type Revision } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Button, Page, Table } from '@/ui';
import { useKindLabel } from '../change/UsageList';
import styles from '../form.module.css';
import { RevisionDialog } from './RevisionDialog';

const CHANGES_SHOWN = 3;

/** What was changed when and by whom, newest first. */
export const RevisionsPage = () => {
  const t = useT();
  const format = useFormat();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: ['metadata', 'revisions'],
    queryFn: ({ pageParam }) => loadRevisions(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });
  const [opened, setOpened] = useState<Revision>();
  const revisions = data.pages.flatMap((page) => page.revisions);
  return (
    <Page title={t('setup.history')}>
      <div className={styles['page']}>
        <Table
          label={t('setup.history')}
          columns={[
            { key: 'revision', label: t('revision.number'), numeric: true },
            { key: 'what', label: t('revision.changes') },
            { key: 'by', label: t('revision.by'), optional: true },
            { key: 'at', label: t('revision.at') },
          ]}
          rows={revisions.map((revision) => ({
            key: String(revision.revision),
            cells: [
              <button
                key="revision"
                type="button"
                className={styles['linkButton']}
                onClick={() => setOpened(revision)}
              >
                {revision.revision}
              </button>,
              <Changes key="what" revision={revision} />,
              revision.by?.name ?? '',
              format.datetime(revision.at),
            ],
          }))}
        />
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
      {opened && (
        <RevisionDialog
          revision={opened.revision}
          isCurrent={opened.revision === revisions[0]?.revision}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
};

const Changes = ({ revision }: { revision: Revision }) => {
  const t = useT();
  const kindLabel = useKindLabel();
  const changes = revision.changes ?? [];
  const rest = changes.length - CHANGES_SHOWN;
  return (
    <span className={styles['stack']}>
      {revision.summary && <span>{revision.summary}</span>}
      {changes.slice(0, CHANGES_SHOWN).map((change) => (
        <span key={`${change.kind} ${change.name}`}>
          {kindLabel(change.kind)} <span className={styles['code']}>{change.name}</span>
        </span>
      ))}
      {rest > 0 && <span className={styles['soft']}>{t('revision.more', { count: rest })}</span>}
    </span>
  );
};
