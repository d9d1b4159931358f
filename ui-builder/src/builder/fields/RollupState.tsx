import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { decimalText, isDecimal, loadRollupJobs, repairRollup, useProblemText } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Button, Callout } from '@/ui';
import styles from '../form.module.css';
import { localName, objectOf } from '../model/documents';

const OFTEN_MS = 1500;

/** How far a roll-up is with the records that there were, and the command that proves it right. */
export const RollupState = ({ name }: { name: string }) => {
  const t = useT();
  const format = useFormat();
  const problemText = useProblemText();
  const client = useQueryClient();
  const jobs = useQuery({
    queryKey: ['metadata', 'rollup-jobs'],
    queryFn: loadRollupJobs,
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data?.jobs.some(({ state }) => state === 'running') ? OFTEN_MS : false,
  });
  const repair = useMutation({
    mutationFn: () => repairRollup(objectOf(name), localName(name)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['metadata', 'rollup-jobs'] }),
  });
  const job = jobs.data?.jobs.find(({ rollup }) => rollup === name);
  const isRunning = job?.state === 'running';
  return (
    <div className={styles['inline']}>
      <span className={styles['soft']} role="status">
        {job === undefined
          ? t('rollup.inStep')
          : isRunning
            ? t('rollup.running', { done: countOf(job.done), total: countOf(job.total) })
            : t('rollup.repaired', {
                when: job.finished_at === null ? '' : format.ago(job.finished_at),
                total: countOf(job.done),
                corrected: countOf(job.corrected),
              })}
      </span>
      <Button
        size="small"
        icon={RefreshCw}
        busy={repair.isPending}
        disabled={isRunning}
        onClick={() => repair.mutate()}
      >
        {t('rollup.repair')}
      </Button>
      {repair.isError && <Callout tone="danger">{problemText(repair.error)}</Callout>}
    </div>
  );
};

/** Numbers of answers keep all their digits and come as a type of their own. */
const countOf = (value: unknown): number => (isDecimal(value) ? Number(decimalText(value)) : 0);
