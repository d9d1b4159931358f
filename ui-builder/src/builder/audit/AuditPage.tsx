import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Archive, Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { auditUrl, loadAudit, useProblemText, type AuditEntry } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { useHasPermission } from '@/metadata';
import {
  Button,
  Callout,
  EmptyState,
  Loading,
  Menu,
  Page,
  startDownload,
  useDebounced,
} from '@/ui';
import form from '../form.module.css';
import { AuditDialog } from './AuditDialog';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import styles from './audit.module.css';
import { asked, everything } from './filter';
import { KeepingDialog } from './KeepingDialog';
import { useVerification } from './Verification';

const TYPING_MS = 300;

/** Who did what, when and from where, newest first. */
export const AuditPage = () => {
  const t = useT();
  const problemText = useProblemText();
  const { toInstant } = useFormat();
  const mayKeep = useHasPermission('customize');
  const verification = useVerification();
  const [filters, setFilters] = useState(everything);
  const [opened, setOpened] = useState<AuditEntry>();
  const [isKeeping, setKeeping] = useState(false);
  const filter = asked(useDebounced(filters, TYPING_MS), toInstant);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => loadAudit(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const entries = data?.pages.flatMap((page) => page.entries);
  const download = (format: 'csv' | 'jsonl') => () => startDownload(auditUrl(format, filter));
  return (
    <Page
      title={t('setup.audit')}
      actions={
        <>
          {mayKeep && (
            <Button icon={Archive} onClick={() => setKeeping(true)}>
              {t('audit.keeping')}
            </Button>
          )}
          <Menu
            label={t('audit.export')}
            trigger={(props) => (
              <Button {...props} icon={Download}>
                {t('audit.export')}
              </Button>
            )}
            items={[
              { label: t('audit.exportCsv'), onSelect: download('csv') },
              { label: t('audit.exportJsonl'), onSelect: download('jsonl') },
            ]}
          />
          {verification.button}
        </>
      }
    >
      <div className={form['page']}>
        <div className={styles['above']}>
          {verification.result}
          <AuditFilters form={filters} onChange={setFilters} />
          {error && <Callout tone="danger">{problemText(error)}</Callout>}
        </div>
        {!entries && !error && <Loading />}
        {entries?.length === 0 && (
          <EmptyState icon={ScrollText} title={t('audit.none')}>
            {t('audit.noneText')}
          </EmptyState>
        )}
        {entries && entries.length > 0 && <AuditTable entries={entries} onOpen={setOpened} />}
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
      {opened && <AuditDialog entry={opened} onClose={() => setOpened(undefined)} />}
      {isKeeping && <KeepingDialog onClose={() => setKeeping(false)} />}
    </Page>
  );
};
