import { expect, it } from 'vitest';
import type { FieldDocument } from '../model/documents';
import { fieldDocument } from './fieldDocument';

const field = (settings: Partial<FieldDocument>): FieldDocument => ({
  kind: 'field',
  name: 'deal.stage',
  label: 'Stage',
  type: 'text',
  ...settings,
});

it('drops the settings of the type it was before', () => {
  expect(fieldDocument(field({ type: 'boolean', length: 20, unique: true }))).toEqual(
    field({ type: 'boolean' }),
  );
});

it('drops blank values and settings that say nothing', () => {
  const values = [{ value: ' Won ', active: true, default: false, when: [] }, { value: '' }];
  expect(fieldDocument(field({ type: 'picklist', values })).values).toEqual([{ value: 'Won' }]);
});

it('keeps either a value set or values', () => {
  const draft = field({ type: 'picklist', values: ['A'], value_set: 'stages' });
  expect(fieldDocument(draft)).toEqual(field({ type: 'picklist', value_set: 'stages' }));
});

it('keeps a false that differs from the default', () => {
  const draft = field({ type: 'picklist', restricted: false, searchable: false, required: false });
  expect(fieldDocument(draft)).toEqual(
    field({ type: 'picklist', restricted: false, searchable: false }),
  );
});
