import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Download, FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { useDescribe } from '@/metadata';
import { Button, ButtonLink, EmptyState, Page, Table } from '@/ui';
import { ExportDialog } from '../exports/ExportDialog';
import { importsQuery } from '../queries';
import styles from '../transfer.module.css';
import { importStatusLabel } from './importStatus';

/** Lists and records lead here with their object, and then straight to a new import. */
export const ImportsPage = () => {
  const [parameters] = useSearchParams();
  return parameters.has('object') ? (
    <Navigate to={`/import/new?${parameters}`} replace />
  ) : (
    <ImportHistory />
  );
};

/** What was imported, newest first. */
const ImportHistory = () => {
  const t = useT();
  const format = useFormat();
  const objects = useDescribe();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useSuspenseInfiniteQuery(importsQuery);
  const [exporting, setExporting] = useState(false);
  const runs = data.pages.flatMap((page) => page.imports);
  const labelOf = (name: string) =>
    objects.find((object) => object.name === name)?.plural_label ?? name;
  const canImport = objects.some((object) => object.actions.import);
  const canExport = objects.some((object) => object.actions.export);
  return (
    <Page
      title={t('import.title')}
      actions={
        <>
          {canExport && (
            <Button icon={Download} onClick={() => setExporting(true)}>
              {t('export.title')}
            </Button>
          )}
          {canImport && (
            <ButtonLink variant="primary" icon={Plus} to="/import/new">
              {t('import.new')}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className={styles['page']}>
        {runs.length === 0 ? (
          <EmptyState icon={FileUp} title={t('import.none')}>
            {t('import.noneText')}
          </EmptyState>
        ) : (
          <Table
            label={t('import.title')}
            columns={[
              { key: 'file', label: t('import.file') },
              { key: 'object', label: t('import.object') },
              { key: 'status', label: t('import.status') },
              { key: 'done', label: t('import.rows'), numeric: true, optional: true },
              { key: 'failed', label: t('import.failed'), numeric: true, optional: true },
              { key: 'at', label: t('import.startedAt'), optional: true },
              { key: 'by', label: t('import.startedBy'), optional: true },
            ]}
            rows={runs.map((run) => ({
              key: run.id,
              cells: [
                <Link key="file" to={`/import/${run.id}`} className={styles['name']}>
                  {run.file ?? run.id}
                </Link>,
                labelOf(run.object),
                t(importStatusLabel(run.status)),
                format.number(run.done),
                format.number(run.failed),
                run.created_at ? format.datetime(run.created_at) : '',
                run.created_by?.name ?? '',
              ],
            }))}
          />
        )}
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
      {exporting && <ExportDialog onClose={() => setExporting(false)} />}
    </Page>
  );
};
