import { useState } from 'react';
import type { ChangeSetAnswer, DataImpact } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, LabelledCheckbox, Table } from '@/ui';
import styles from '../form.module.css';
import { adviceOn, canClear, isDecided, isInTheWay, losses } from './impact';

/** What a change does to existing records, and what to do with values that do not fit it. */
export const ImpactDialog = ({
  plan,
  busy,
  onCancel,
  onConfirm,
}: {
  plan: ChangeSetAnswer;
  busy: boolean;
  onCancel: () => void;
  onConfirm: (clear: string[]) => void;
}) => {
  const t = useT();
  const [cleared, setCleared] = useState<string[]>([]);
  return (
    <Dialog
      title={t('impact.title')}
      onClose={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
          <Button
            variant={losses(plan).length > 0 ? 'danger' : 'primary'}
            disabled={!isDecided(plan, cleared)}
            busy={busy}
            onClick={() => onConfirm(cleared)}
          >
            {t('impact.apply')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {plan.warnings.map((warning, index) => (
          <Callout key={index} tone="warning">
            {warning.message ?? warning.code}
          </Callout>
        ))}
        {plan.data_impact.map((impact) => (
          <ImpactEntry
            key={`${impact.kind} ${impact.name} ${impact.effect}`}
            impact={impact}
            cleared={cleared.includes(impact.name)}
            onCleared={(yes) =>
              setCleared(
                yes ? [...cleared, impact.name] : cleared.filter((name) => name !== impact.name),
              )
            }
          />
        ))}
      </div>
    </Dialog>
  );
};

const ImpactEntry = ({
  impact,
  cleared,
  onCleared,
}: {
  impact: DataImpact;
  cleared: boolean;
  onCleared: (cleared: boolean) => void;
}) => {
  const t = useT();
  const failing = impact.failing ?? 0;
  const samples = impact.samples ?? [];
  const advice = adviceOn(impact);
  return (
    <section className={styles['stack']}>
      <p>
        <strong className={styles['code']}>{impact.name}</strong>{' '}
        {impact.message ?? t('impact.rows', { count: impact.rows ?? 0 })}
      </p>
      {advice && <Callout tone="info">{t(advice)}</Callout>}
      {failing > 0 && (
        <>
          <Callout tone="danger">
            {t(isInTheWay(impact) ? 'impact.shared' : 'impact.failing', { count: failing })}
          </Callout>
          {canClear(impact) && (
            <LabelledCheckbox checked={cleared} onChange={onCleared}>
              {t('impact.clear', { count: failing })}
            </LabelledCheckbox>
          )}
          {samples.length > 0 && (
            <Table
              label={t('impact.samples')}
              columns={[
                { key: 'record', label: t('impact.record') },
                { key: 'value', label: t('impact.value') },
                { key: 'reason', label: t('impact.reason'), optional: true },
              ]}
              rows={samples.map((sample, index) => ({
                key: String(index),
                cells: [sample.name ?? sample.id ?? '', textOf(sample.value), sample.message ?? ''],
              }))}
            />
          )}
        </>
      )}
    </section>
  );
};

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
