import { useQuery } from '@tanstack/react-query';
import type { ImportRun } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Callout, Table } from '@/ui';
import { refusalsQuery } from '../queries';

/** Why rows were refused; the rows themselves are in the file. */
export const Refusals = ({ run }: { run: ImportRun }) => {
  const t = useT();
  const format = useFormat();
  const { data: reasons = [] } = useQuery(refusalsQuery(run.id));
  return (
    <>
      <Callout tone="warning">{t('import.failedText', { count: run.failed })}</Callout>
      {reasons.length > 0 && (
        <Table
          label={t('import.reasons')}
          columns={[
            { key: 'reason', label: t('import.reason') },
            { key: 'rows', label: t('import.rows'), numeric: true },
            { key: 'line', label: t('import.firstLine'), numeric: true, optional: true },
          ]}
          rows={reasons.map((reason) => ({
            key: reason.message,
            cells: [reason.message, format.number(reason.rows), format.number(reason.line)],
          }))}
        />
      )}
    </>
  );
};
