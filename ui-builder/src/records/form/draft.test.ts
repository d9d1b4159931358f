import { describe, expect, it } from 'vitest';
import type { FieldDefinition, ObjectDescription, RecordData } from '@/api';
import { changedFields, changedMeanwhile, conflictsOf, initialValues, withValue } from './draft';

const base = {
  label: '',
  required: false,
  unique: false,
  readable: true,
  editable: true,
  system: false,
  searchable: false,
  sortable: true,
};
const fields: FieldDefinition[] = [
  { ...base, name: 'name', type: 'text' },
  { ...base, name: 'amount', type: 'number' },
  { ...base, name: 'account', type: 'reference', to: ['account'] },
  {
    ...base,
    name: 'region',
    type: 'picklist',
    values: [
      { value: 'east', label: 'East', default: true },
      { value: 'west', label: 'West' },
    ],
  },
  {
    ...base,
    name: 'city',
    type: 'picklist',
    controlled_by: 'region',
    values: [
      { value: 'boston', label: 'Boston', when: ['east'] },
      { value: 'seattle', label: 'Seattle', when: ['west'] },
    ],
  },
];
const object = { fields } as unknown as ObjectDescription;

describe('withValue', () => {
  it('clears a dependent choice that is no longer offered', () => {
    const values = withValue(object, { region: 'east', city: 'boston' }, 'region', 'west');
    expect(values).toEqual({ region: 'west', city: null });
  });

  it('keeps a dependent choice that still fits', () => {
    const values = withValue(object, { region: 'west', city: 'boston' }, 'region', 'east');
    expect(values['city']).toBe('boston');
  });
});

describe('initialValues', () => {
  it('takes default choices and what the link gives', () => {
    expect(initialValues(object, { name: 'A' })).toEqual({ region: 'east', name: 'A' });
  });
});

describe('changedFields', () => {
  it('sends what differs, references by their id', () => {
    const changes = changedFields(
      fields,
      { name: 'A', account: { id: '1', name: 'One' }, amount: 5 },
      { name: 'A', account: { id: '2', name: 'Two' }, amount: null },
    );
    expect(changes).toEqual({ account: '2', amount: null });
  });

  it('sees that a reference with and without its name is the same', () => {
    expect(changedFields(fields, { account: '1' }, { account: { id: '1', name: 'One' } })).toEqual(
      {},
    );
  });
});

describe('conflictsOf', () => {
  const original = { id: 'r', name: 'A', amount: 1 } as RecordData;

  it('finds fields that both changed', () => {
    const theirs = { id: 'r', name: 'B', amount: 1 } as RecordData;
    const conflicts = conflictsOf(object, original, theirs, { name: 'C' }, { name: 'C' });
    expect(conflicts.map((conflict) => conflict.field.name)).toEqual(['name']);
  });

  it('is no conflict when they changed something else, or to the same', () => {
    const theirs = { id: 'r', name: 'C', amount: 2 } as RecordData;
    expect(conflictsOf(object, original, theirs, { name: 'C' }, { name: 'C' })).toEqual([]);
  });
});

describe('changedMeanwhile', () => {
  const original = { id: 'r', name: 'Old', amount: 1, version: 1 };
  const names = (current: RecordData, values: object) =>
    changedMeanwhile(object, original, current, { ...original, ...values }).map(
      (field) => field.name,
    );

  it('names what others changed, whether the form was touched there or not', () => {
    expect(names({ ...original, name: 'Theirs', version: 2 }, {})).toEqual(['name']);
    expect(names({ ...original, name: 'Theirs', version: 2 }, { name: 'Mine' })).toEqual(['name']);
  });

  it('is silent about what the form says too, as right after its own save', () => {
    expect(names({ ...original, amount: 5, version: 2 }, { amount: 5 })).toEqual([]);
    expect(names(original, { amount: 5 })).toEqual([]);
  });
});
