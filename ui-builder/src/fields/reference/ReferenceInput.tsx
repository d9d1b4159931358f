import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listRecords, type RecordData } from '@/api';
import { useT } from '@/i18n';
import { useDescribe } from '@/metadata';
import { Combobox, Select, useDebounced, type Option } from '@/ui';
import type { InputProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { referenceValue } from './referenceValue';
import { useReferenceName } from './useReferenceName';

const PAGE = 20;

const toOption = (record: RecordData): Option => ({
  value: record.id,
  label: typeof record['name'] === 'string' && record['name'] !== '' ? record['name'] : record.id,
});

/** Finds the other record by searching on the server, so that no list is ever cut short. */
export const ReferenceInput = ({
  field,
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'reference'>) => {
  const t = useT();
  const objects = useDescribe();
  const current = referenceValue(value);
  const [object, setObject] = useState(current?.object ?? field.to[0] ?? '');
  const [query, setQuery] = useState(autoFocus ? '' : undefined);
  const settled = useDebounced(query);
  const found = useQuery({
    queryKey: ['records', object, 'pick', settled],
    queryFn: ({ signal }) =>
      listRecords(object, { q: settled, fields: ['id', 'name'], limit: PAGE }, signal),
    enabled: query !== undefined && settled !== undefined && object !== '',
    placeholderData: (previous) => previous,
  });
  const name = useReferenceName(object, current);
  const selected = current ? [{ value: current.id, label: name ?? current.id }] : [];

  const picker = (
    <Combobox
      control={control}
      disabled={disabled}
      autoFocus={autoFocus}
      label={field.label}
      placeholder={t('field.reference.placeholder')}
      selected={selected}
      options={(found.data?.records ?? []).map(toOption)}
      loading={found.isFetching}
      onQuery={setQuery}
      onSelect={([option]) =>
        onChange(
          option
            ? { id: option.value, name: option.label, ...(field.to.length > 1 && { object }) }
            : null,
        )
      }
    />
  );
  if (field.to.length < 2) return picker;
  return (
    <div className={styles['row']}>
      <span>
        <Select
          aria-label={t('field.reference.object')}
          value={object}
          disabled={disabled}
          onChange={(event) => {
            setObject(event.target.value);
            onChange(null);
          }}
        >
          {field.to.map((target) => (
            <option key={target} value={target}>
              {objects.find((candidate) => candidate.name === target)?.label ?? target}
            </option>
          ))}
        </Select>
      </span>
      <span className={styles['grow']}>{picker}</span>
    </div>
  );
};
