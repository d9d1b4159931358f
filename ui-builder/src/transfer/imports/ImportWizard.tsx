import { useMutation } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Problem, startImport, useProblemText } from '@/api';
import { useT } from '@/i18n';
import { useDescribe } from '@/metadata';
import { Button, ButtonLink, Callout, Field, Loading, Page, Select } from '@/ui';
import styles from '../transfer.module.css';
import { FileDrop } from './FileDrop';
import { ImportSettings } from './ImportSettings';
import { MappingTable } from './MappingTable';
import { conflictingColumns, missingTargets } from './targets';
import { useImportDraft } from './useImportDraft';

/** Object and file, then where the columns go, then how; nothing is written before the start. */
export const ImportWizard = () => {
  const t = useT();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const objects = useDescribe().filter((object) => object.actions.import);
  const draft = useImportDraft(parameters.get('object') ?? objects[0]?.name ?? '');
  const { preview } = draft;
  const start = useMutation({
    mutationFn: (file: File) => startImport(file, draft.options),
    onSuccess: ({ id }) => navigate(`/import/${id}`),
  });

  const conflicts = conflictingColumns(draft.mapping);
  const missing =
    draft.settings.operation === 'update' ? [] : missingTargets(draft.groups, draft.mapping);
  const needsKey = draft.settings.operation !== 'insert' && draft.mappedKeys.length === 0;
  const nothing = Object.keys(draft.options.mapping).length === 0;
  const general =
    start.error instanceof Problem
      ? start.error.violations
          .filter((violation) => !/\/(mapping|replace)\//.test(violation.pointer))
          .map((violation) => violation.message)
      : [];
  return (
    <Page
      title={t('import.new')}
      before={
        <ButtonLink variant="ghost" icon={ArrowLeft} to="/import" aria-label={t('import.title')} />
      }
    >
      <div className={styles['page']}>
        <Step number={1} title={t('import.stepFile')}>
          <div className={styles['options']}>
            <Field label={t('import.into')}>
              {(control) => (
                <Select
                  {...control}
                  value={draft.object}
                  onChange={(event) => draft.setObject(event.target.value)}
                >
                  {objects.map((object) => (
                    <option key={object.name} value={object.name}>
                      {object.plural_label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <FileDrop file={draft.file} preview={preview.data} onFile={draft.setFile} />
          {preview.isError && <Callout tone="danger">{problemText(preview.error)}</Callout>}
          {preview.isFetching && <Loading />}
          {preview.data?.warnings?.map((warning, index) => (
            <Callout key={index} tone="warning">
              {warning.message}
            </Callout>
          ))}
        </Step>
        {preview.data && (
          <>
            <Step number={2} title={t('import.stepMapping')}>
              <MappingTable draft={draft} conflicts={conflicts} problem={start.error} />
              {missing.length > 0 && (
                <Callout tone="warning">
                  {t('import.missing', {
                    fields: missing.map((target) => target.label).join(', '),
                  })}
                </Callout>
              )}
            </Step>
            <Step number={3} title={t('import.stepOptions')}>
              <ImportSettings draft={draft} />
              {needsKey && <Callout tone="warning">{t('import.needsKey')}</Callout>}
              {start.isError && (
                <Callout tone="danger">
                  {general.length > 0 ? general.join(' ') : problemText(start.error)}
                </Callout>
              )}
            </Step>
            <div className={styles['actions']}>
              <Button
                variant="primary"
                busy={start.isPending}
                disabled={conflicts.size > 0 || needsKey || nothing || !draft.file}
                onClick={() => draft.file && start.mutate(draft.file)}
              >
                {t('import.start')}
              </Button>
              <ButtonLink to="/import">{t('common.cancel')}</ButtonLink>
            </div>
          </>
        )}
      </div>
    </Page>
  );
};

const Step = ({
  number,
  title,
  children,
}: {
  number: number;
  title: string;
  children: ReactNode;
}) => (
  <section className={styles['step']} aria-label={title}>
    <h2 className={styles['stepTitle']}>
      <span className={styles['stepNumber']} aria-hidden>
        {number}
      </span>
      {title}
    </h2>
    {children}
  </section>
);
