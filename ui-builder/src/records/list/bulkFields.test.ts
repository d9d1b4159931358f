import { describe, expect, it } from 'vitest';
import type { FieldDefinition, ObjectDescription, RecordType } from '@/api';
import { bulkFields } from './bulkFields';

const field = (name: string, more: Partial<FieldDefinition> = {}) =>
  ({ name, label: name, type: 'text', editable: true, unique: false, ...more }) as FieldDefinition;

const object = (record_types: RecordType[]) =>
  ({
    fields: [
      field('name'),
      field('code', { unique: true }),
      field('owner_id', { editable: false }),
      field('record_type'),
    ],
    record_types,
  }) as ObjectDescription;

describe('what many records can be given at once', () => {
  it('is no unique value and nothing that the person may not change', () => {
    expect(bulkFields(object([])).map(({ name }) => name)).toEqual(['name']);
  });

  it('is a record type where there are some', () => {
    const [, type] = bulkFields(object([{ name: 'big', label: 'Big' }]));
    expect(type).toMatchObject({
      name: 'record_type',
      type: 'picklist',
      values: [{ value: 'big', label: 'Big' }],
    });
  });
});
