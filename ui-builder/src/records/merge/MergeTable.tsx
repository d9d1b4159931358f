import type { CSSProperties, ReactNode } from 'react';
import { Link } from 'react-router';
import { valueType, type ObjectDescription, type RecordData } from '@/api';
import { FieldDisplay, isBlank, useFormat } from '@/fields';
import { useT } from '@/i18n';
import { classes } from '@/ui';
import { recordTypeOf } from '../layout';
import { recordName, recordPath } from '../recordName';
import type { Choices, MergeLine } from './choices';
import styles from './Merge.module.css';

/** A line for the records, then one for each field: what is marked is what the merged record has. */
export const MergeTable = ({
  object,
  records,
  lines,
  winner,
  choices,
  onWinner,
  onChoice,
}: {
  object: ObjectDescription;
  records: readonly RecordData[];
  lines: readonly MergeLine[];
  winner: string;
  choices: Choices;
  onWinner: (id: string) => void;
  onChoice: (field: string, id: string) => void;
}) => {
  const t = useT();
  const name = (record: RecordData) => recordName(object, record) ?? t('list.unnamed');
  return (
    <div className={styles['table']} style={{ '--records': records.length } as CSSProperties}>
      <div
        className={classes(styles['line'], styles['head'])}
        role="radiogroup"
        aria-label={t('merge.winner')}
      >
        <span className={styles['label']}>{t('merge.winner')}</span>
        {records.map((record) => (
          <Choice
            key={record.id}
            group="winner"
            label={t('merge.keepNamed', { name: name(record) })}
            checked={record.id === winner}
            onChoose={() => onWinner(record.id)}
          >
            <Link to={recordPath(object.name, record.id)} target="_blank">
              {name(record)}
            </Link>
            <RecordAge record={record} />
          </Choice>
        ))}
      </div>
      {lines.map(({ field, isChosen }) => (
        <div
          key={field.name}
          className={styles['line']}
          role={isChosen ? 'radiogroup' : 'group'}
          aria-label={field.label}
        >
          <span className={styles['label']}>{field.label}</span>
          {records.map((record) => {
            const value = <Value object={object} line={field} record={record} />;
            return isChosen ? (
              <Choice
                key={record.id}
                group={field.name}
                label={t('merge.valueOf', { field: field.label, name: name(record) })}
                checked={choices[field.name] === record.id}
                onChoose={() => onChoice(field.name, record.id)}
              >
                {value}
              </Choice>
            ) : (
              <div
                key={record.id}
                className={classes(styles['choice'], record.id !== winner && styles['passed'])}
              >
                {value}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
};

const Choice = ({
  group,
  label,
  checked,
  onChoose,
  children,
}: {
  group: string;
  label: string;
  checked: boolean;
  onChoose: () => void;
  children: ReactNode;
}) => (
  <label className={classes(styles['choice'], checked && styles['chosen'])}>
    <input
      type="radio"
      name={`merge-${group}`}
      aria-label={label}
      checked={checked}
      onChange={onChoose}
    />
    <span className={styles['value']}>{children}</span>
  </label>
);

const Value = ({
  object,
  line: field,
  record,
}: {
  object: ObjectDescription;
  line: MergeLine['field'];
  record: RecordData;
}) => {
  const t = useT();
  const value = record[field.name];
  if (isBlank(value) && valueType(field) !== 'boolean') {
    return <span className={styles['blank']}>{t('common.blank')}</span>;
  }
  if (field.name === 'record_type') return <>{recordTypeOf(object, value)?.label ?? value}</>;
  return <FieldDisplay field={field} value={value} />;
};

/** Older records are usually the better ones to keep. */
const RecordAge = ({ record }: { record: RecordData }) => {
  const t = useT();
  const format = useFormat();
  const { created_at: createdAt, updated_at: updatedAt } = record;
  return (
    <small className={styles['age']}>
      {typeof createdAt === 'string' && (
        <span>{t('merge.created', { when: format.date(createdAt.slice(0, 10)) })}</span>
      )}
      {typeof updatedAt === 'string' && (
        <span>{t('merge.updated', { when: format.ago(updatedAt) })}</span>
      )}
    </small>
  );
};
