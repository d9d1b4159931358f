import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import { useT, type MessageKey } from '@/i18n';
import type { FormulaCheck } from './useFormulaCheck';
import styles from './editor.module.css';

const typeLabels: Partial<Record<string, MessageKey>> = {
  number: 'editor.type.number',
  text: 'editor.type.text',
  boolean: 'editor.type.boolean',
  date: 'editor.type.date',
  datetime: 'editor.type.datetime',
  time: 'editor.type.time',
  picklist: 'editor.type.picklist',
  multi_picklist: 'editor.type.multi_picklist',
  reference: 'editor.type.reference',
  location: 'editor.type.location',
};

/** What the formula is, or what is wrong with it; read out when it changes. */
export const Verdict = ({
  value,
  check,
  lists,
}: {
  value: string;
  check: FormulaCheck;
  /** Whether it matters what the database can do. */
  lists: boolean;
}) => {
  const t = useT();
  const { findings, violations } = check;
  const [violation] = violations;
  if (value.trim() === '') {
    return <p className={styles['verdict']}>{t('editor.begin')}</p>;
  }
  if (violation) {
    return (
      <p
        className={styles['verdict']}
        data-tone="danger"
        data-stale={!check.isCurrent}
        role="status"
      >
        <CircleAlert size={14} aria-hidden />
        <span>{violation.message}</span>
      </p>
    );
  }
  if (!findings) return <p className={styles['verdict']} role="status" />;
  const key = typeLabels[findings.type ?? ''];
  const obstacle = lists ? findings.obstacle : undefined;
  return (
    <p className={styles['verdict']} role="status">
      {obstacle ? (
        <TriangleAlert size={14} aria-hidden className={styles['soso']} />
      ) : (
        <Check size={14} aria-hidden className={styles['good']} />
      )}
      <span>
        {t('editor.yields', { type: key ? t(key) : (findings.type ?? '') })}
        {obstacle && ` ${obstacle.message}`}
      </span>
    </p>
  );
};
