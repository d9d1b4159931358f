import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { ArrowLeft, Download, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { cancelImport, importErrorsUrl, undoImport, useProblemText, type ImportRun } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { useDescribe } from '@/metadata';
import { Button, ButtonLink, Callout, classes, Dialog, Page } from '@/ui';
import { importQuery, isRunning } from '../queries';
import styles from '../transfer.module.css';
import { importStatusLabel } from './importStatus';
import { Refusals } from './Refusals';

/** One import while it runs and afterwards. */
export const ImportPage = () => {
  const { id } = useParams();
  return id === undefined ? <Navigate to="/import" replace /> : <ImportDetail id={id} />;
};

const ImportDetail = ({ id }: { id: string }) => {
  const t = useT();
  const { data: run } = useSuspenseQuery(importQuery(id));
  const object = useDescribe().find((candidate) => candidate.name === run.object);
  return (
    <Page
      title={run.file ?? t('import.title')}
      before={
        <ButtonLink variant="ghost" icon={ArrowLeft} to="/import" aria-label={t('import.title')} />
      }
      note={object?.plural_label ?? run.object}
    >
      <div className={classes(styles['page'], styles['narrow'])}>
        <Progress run={run} />
        <Figures run={run} />
        {run.error && <Callout tone="danger">{run.error}</Callout>}
        {run.failed > 0 && !isRunning(run) && <Refusals run={run} />}
        {run.undo && <Undone undo={run.undo} />}
        <Actions run={run} />
      </div>
    </Page>
  );
};

const Progress = ({ run }: { run: ImportRun }) => {
  const t = useT();
  const format = useFormat();
  const known = (run.total ?? 0) > 0;
  return (
    <div className={styles['step']}>
      <p role="status">
        <strong>{t(importStatusLabel(run.status))}</strong>{' '}
        {isRunning(run) &&
          (known
            ? t('import.progress', {
                done: format.number(run.done),
                total: format.number(run.total ?? 0),
              })
            : t('import.rowCount', { count: run.done }))}
      </p>
      {isRunning(run) && (
        <progress
          className={styles['progress']}
          aria-label={t('import.progressLabel')}
          {...(known && { value: run.done, max: run.total ?? 1 })}
        />
      )}
    </div>
  );
};

const Undone = ({ undo }: { undo: NonNullable<ImportRun['undo']> }) => {
  const t = useT();
  const format = useFormat();
  return (
    <Callout tone={undo.kept > 0 ? 'warning' : 'info'}>
      <span>
        {t('import.undone', {
          removed: format.number(undo.removed),
          restored: format.number(undo.restored),
        })}
      </span>
      {undo.reasons.map((reason) => (
        <span key={reason.code}>
          {t('import.undoKept', { count: reason.count, reason: reason.message })}
        </span>
      ))}
    </Callout>
  );
};

const Figures = ({ run }: { run: ImportRun }) => {
  const t = useT();
  const format = useFormat();
  const figures = [
    { label: t('import.rows'), value: run.done },
    { label: t('import.created'), value: run.created },
    { label: t('import.updated'), value: run.updated },
    { label: t('import.failed'), value: run.failed, bad: run.failed > 0 },
  ];
  return (
    <dl className={styles['figures']}>
      {figures.map((figure) => (
        <div key={figure.label} className={classes(styles['figure'], figure.bad && styles['bad'])}>
          <dt>{figure.label}</dt>
          <dd>{format.number(figure.value)}</dd>
        </div>
      ))}
    </dl>
  );
};

const Actions = ({ run }: { run: ImportRun }) => {
  const t = useT();
  const problemText = useProblemText();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const refresh = async () => {
    setAsking(false);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['imports'] }),
      client.invalidateQueries({ queryKey: ['records'] }),
    ]);
  };
  const undo = useMutation({ mutationFn: () => undoImport(run.id), onSuccess: refresh });
  const cancel = useMutation({ mutationFn: () => cancelImport(run.id), onSuccess: refresh });
  const wrote = run.created + run.updated > 0;
  const problem = undo.error ?? cancel.error;
  return (
    <>
      {problem && !asking && <Callout tone="danger">{problemText(problem)}</Callout>}
      <div className={styles['actions']}>
        {isRunning(run) ? (
          <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('import.cancel')}
          </Button>
        ) : (
          <>
            <ButtonLink variant="primary" to={`/o/${run.object}`}>
              {t('import.openRecords')}
            </ButtonLink>
            {run.failed > 0 && (
              <a className={styles['download']} href={importErrorsUrl(run.id)} download>
                <Download size={15} aria-hidden />
                {t('import.errorsFile')}
              </a>
            )}
            {wrote && run.status !== 'undone' && (
              <Button icon={RotateCcw} onClick={() => setAsking(true)}>
                {t('import.undo')}
              </Button>
            )}
            <ButtonLink to={`/import/new?object=${run.object}`}>{t('import.another')}</ButtonLink>
          </>
        )}
      </div>
      {asking && (
        <Dialog
          title={t('import.undoTitle')}
          size="narrow"
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button variant="danger" busy={undo.isPending} onClick={() => undo.mutate()}>
                {t('import.undo')}
              </Button>
            </>
          }
        >
          <div className={styles['step']}>
            <p>{t('import.undoText')}</p>
            {undo.isError && <Callout tone="danger">{problemText(undo.error)}</Callout>}
          </div>
        </Dialog>
      )}
    </>
  );
};
