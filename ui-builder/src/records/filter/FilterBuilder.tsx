import { Braces, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { isComputed, valueType, type ObjectDescription } from '@/api';
import { FormulaEditor } from '@/editor';
import { FieldFilter, fieldModule } from '@/fields';
import { useT } from '@/i18n';
import { type Column } from '@/metadata';
import { Button, IconButton, Select } from '@/ui';
import {
  isComplete,
  readFilter,
  takesValue,
  writeFilter,
  type Condition,
  type Filter,
} from './conditions';
import styles from './FilterBuilder.module.css';
import { operatorLabel } from './operatorLabel';

/**
 * Lines of conditions over the formula in which filters are kept. What cannot be drawn as lines is
 * edited as the formula; half-written lines stay here until they say something.
 */
export const FilterBuilder = ({
  object,
  columns: reachable,
  formula,
  onChange,
}: {
  object: ObjectDescription;
  /** What conditions can be about: the object's fields and the paths in use. */
  columns: readonly Column[];
  formula: string;
  onChange: (formula: string) => void;
}) => {
  const t = useT();
  const columns = reachable.filter(isFilterable);
  const typeOf = (path: string) => {
    const column = columns.find((candidate) => candidate.path === path);
    return column && valueType(column.field);
  };
  const [filter, setFilter] = useState<Filter | undefined>(() => {
    const read = readFilter(formula, typeOf);
    const first = columns.find((column) => column.path === object.name_field) ?? columns[0];
    return read?.conditions.length === 0 && first
      ? { ...read, conditions: [newCondition(first)] }
      : read;
  });
  const [text, setText] = useState(formula);

  const change = (next: Filter) => {
    setFilter(next);
    const written = writeFilter(next, typeOf);
    if (written !== formula) onChange(written);
  };
  const replace = (index: number, condition: Condition) => {
    if (!filter) return;
    change({ ...filter, conditions: filter.conditions.with(index, condition) });
  };

  if (!filter) {
    const drawable = readFilter(text, typeOf);
    return (
      <form
        className={styles['builder']}
        onSubmit={(event) => {
          event.preventDefault();
          onChange(text.trim());
        }}
      >
        <FormulaEditor
          label={t('filter.formula')}
          autoFocus
          placeholder={t('filter.formulaHint')}
          value={text}
          onChange={setText}
          setting={{ object: object.name, returns: 'boolean', blanks: 'null', lists: true }}
          tryOut={false}
        />
        <div className={styles['foot']}>
          <Button variant="ghost" disabled={!drawable} onClick={() => drawable && change(drawable)}>
            {t('filter.asLines')}
          </Button>
          <Button type="submit" variant="primary">
            {t('common.apply')}
          </Button>
        </div>
      </form>
    );
  }
  const first = columns[0];
  return (
    <div className={styles['builder']}>
      <div className={styles['head']}>
        <span>{t('filter.title')}</span>
        <span>
          <Select
            aria-label={t('filter.title')}
            value={filter.match}
            onChange={(event) =>
              change({ ...filter, match: event.target.value as Filter['match'] })
            }
          >
            <option value="all">{t('filter.all')}</option>
            <option value="any">{t('filter.any')}</option>
          </Select>
        </span>
      </div>
      {filter.conditions.length === 0 && <p className={styles['empty']}>{t('filter.empty')}</p>}
      <div className={styles['lines']}>
        {filter.conditions.map((condition, index) => (
          <ConditionLine
            key={index}
            columns={columns}
            condition={condition}
            onChange={(next) => replace(index, next)}
            onRemove={() =>
              change({ ...filter, conditions: filter.conditions.toSpliced(index, 1) })
            }
          />
        ))}
      </div>
      <div className={styles['foot']}>
        <Button
          variant="ghost"
          icon={Plus}
          onClick={() =>
            first && change({ ...filter, conditions: [...filter.conditions, newCondition(first)] })
          }
        >
          {t('filter.addCondition')}
        </Button>
        <span className={styles['row']}>
          <Button
            variant="ghost"
            icon={Braces}
            onClick={() => {
              setText(writeFilter(filter, typeOf));
              setFilter(undefined);
            }}
          >
            {t('filter.asFormula')}
          </Button>
          <Button
            variant="ghost"
            disabled={!filter.conditions.some(isComplete)}
            onClick={() => change({ match: 'all', conditions: [] })}
          >
            {t('common.clear')}
          </Button>
        </span>
      </div>
    </div>
  );
};

/** The database cannot work out every formula, and nothing is filtered by what it cannot. */
const isFilterable = ({ field }: Column): boolean => !isComputed(field) || field.sortable;

function newCondition(column: Column): Condition {
  const [operator = 'equals'] = fieldModule(column.field).operators;
  return {
    path: column.path,
    operator,
    value: valueType(column.field) === 'boolean' ? true : null,
  };
}

const ConditionLine = ({
  columns,
  condition,
  onChange,
  onRemove,
}: {
  columns: readonly Column[];
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) => {
  const t = useT();
  const column = columns.find((candidate) => candidate.path === condition.path);
  if (!column) return null;
  const { operators } = fieldModule(column.field);
  return (
    <div className={styles['line']}>
      <Select
        aria-label={t('filter.field')}
        value={condition.path}
        onChange={(event) => {
          const next = columns.find((candidate) => candidate.path === event.target.value);
          if (next) onChange(newCondition(next));
        }}
      >
        {columns.map((candidate) => (
          <option key={candidate.path} value={candidate.path}>
            {candidate.label}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('filter.operator')}
        value={condition.operator}
        onChange={(event) =>
          onChange({ ...condition, operator: event.target.value as Condition['operator'] })
        }
      >
        {operators.map((operator) => (
          <option key={operator} value={operator}>
            {t(operatorLabel(operator, valueType(column.field)))}
          </option>
        ))}
      </Select>
      <div>
        {takesValue(condition.operator) && (
          <FieldFilter
            key={column.path}
            field={column.field}
            label={`${column.label}: ${t('filter.value')}`}
            value={condition.value}
            onChange={(value) => onChange({ ...condition, value })}
          />
        )}
      </div>
      <IconButton icon={X} label={t('filter.removeCondition')} onClick={onRemove} />
    </div>
  );
};
