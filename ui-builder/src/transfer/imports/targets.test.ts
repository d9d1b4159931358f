import { describe, expect, it } from 'vitest';
import type { FieldDefinition, ObjectDescription } from '@/api';
import { conflictingColumns, missingTargets, targetGroups } from './targets';

const field = (name: string, settings: object): FieldDefinition => ({
  name,
  label: name,
  type: 'text',
  required: false,
  unique: false,
  readable: true,
  editable: true,
  system: false,
  searchable: true,
  sortable: true,
  ...settings,
});

const object = (name: string, fields: FieldDefinition[]): ObjectDescription =>
  ({ name, label: name, fields }) as unknown as ObjectDescription;

const texts = { byId: 'id', by: (reference: string) => `by ${reference}` };

describe('targetGroups', () => {
  const account = object('account', [
    field('name', { required: true }),
    field('code', { external_id: true }),
    field('sector', {}),
  ]);
  const deal = object('deal', [
    field('name', { required: true }),
    field('number', { type: 'auto_number' }),
    field('account', { type: 'reference', to: ['account'], required: true }),
    field('secret', { editable: false }),
  ]);
  const groups = targetGroups(deal, new Map([['account', account]]), texts);

  it('offers own fields and the keys of references', () => {
    expect(groups.map((group) => group.targets.map((target) => target.path))).toEqual([
      ['name', 'account'],
      ['account.name', 'account.code'],
    ]);
  });

  it('knows which required fields no column fills', () => {
    const missing = missingTargets(groups, { Customer: 'account.name' });
    expect(missing.map((target) => target.path)).toEqual(['name']);
    expect(missingTargets(groups, { Customer: 'account.name', Deal: 'name' })).toEqual([]);
  });
});

it('finds columns that go to the same place', () => {
  expect(conflictingColumns({ a: 'name', b: 'name', c: '', d: '' })).toEqual(new Set(['a', 'b']));
});
