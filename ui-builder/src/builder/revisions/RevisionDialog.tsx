import { useMutation, useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import {
  loadRevision,
  restoreRevision,
  useProblemText,
  type ChangeSetAnswer,
  type RevisionChange,
} from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Loading, useToast } from '@/ui';
import { needsConsent } from '../change/impact';
import { ImpactDialog } from '../change/ImpactDialog';
import { useKindLabel } from '../change/UsageList';
import form from '../form.module.css';
import { useReloadComponents } from '../model/components';
import { DifferenceList } from './DifferenceList';
import styles from './RevisionDialog.module.css';

const NAMED_ABOVE = ['kind', 'name'];

/** What a revision changed, and the way back to it. */
export const RevisionDialog = ({
  revision,
  isCurrent,
  onClose,
}: {
  revision: number;
  isCurrent: boolean;
  onClose: () => void;
}) => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const reload = useReloadComponents();
  const [plan, setPlan] = useState<ChangeSetAnswer>();
  const detail = useQuery({
    queryKey: ['metadata', 'revisions', revision],
    queryFn: () => loadRevision(revision),
  });
  const apply = useMutation({
    mutationFn: (clear: string[]) => restoreRevision(revision, clear.length > 0 ? { clear } : {}),
    onSuccess: async () => {
      await reload();
      toast({ text: t('revision.restored', { number: revision }) });
      onClose();
    },
    onSettled: () => setPlan(undefined),
  });
  const restore = useMutation({
    mutationFn: () => restoreRevision(revision, { dry_run: true }),
    onSuccess: (answer) => (needsConsent(answer) ? setPlan(answer) : apply.mutate([])),
  });
  const problem = restore.error ?? apply.error;
  return (
    <Dialog
      title={t('revision.title', { number: revision })}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {!isCurrent && (
            <Button
              variant="primary"
              icon={RotateCcw}
              busy={restore.isPending || apply.isPending}
              onClick={() => restore.mutate()}
            >
              {t('revision.restore')}
            </Button>
          )}
        </>
      }
    >
      <div className={form['form']}>
        {!isCurrent && <p className={form['soft']}>{t('revision.restoreText')}</p>}
        {problem && <Callout tone="danger">{problemText(problem)}</Callout>}
        {detail.isPending && <Loading />}
        {detail.isError && <Callout tone="danger">{problemText(detail.error)}</Callout>}
        {detail.data?.changes.map((change) => (
          <ChangeEntry key={`${change.kind} ${change.name}`} change={change} />
        ))}
      </div>
      {plan && (
        <ImpactDialog
          plan={plan}
          busy={apply.isPending}
          onCancel={() => setPlan(undefined)}
          onConfirm={(clear) => apply.mutate(clear)}
        />
      )}
    </Dialog>
  );
};

const ChangeEntry = ({ change }: { change: RevisionChange }) => {
  const t = useT();
  const kindLabel = useKindLabel();
  const action =
    change.action === 'created'
      ? t('revision.created')
      : change.action === 'deleted'
        ? t('revision.deleted')
        : t('revision.updated');
  return (
    <section className={styles['change']}>
      <h3>
        {kindLabel(change.kind)} <span className={form['code']}>{change.name}</span> · {action}
      </h3>
      <DifferenceList before={change.before} after={change.after} hidden={NAMED_ABOVE} />
    </section>
  );
};
