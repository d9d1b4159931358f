import { expect, it } from 'vitest';
import { differences } from './differences';

it('names what changed, what came and what went', () => {
  const before = { kind: 'field', name: 'deal.a', label: 'A', type: 'text', length: 20 };
  const after = { kind: 'field', name: 'deal.a', label: { en: 'A' }, type: 'text', unique: true };
  expect(differences(before, after, ['kind', 'name'])).toEqual([
    { property: 'label', before: 'A', after: '{\n  "en": "A"\n}' },
    { property: 'unique', before: undefined, after: 'true' },
    { property: 'length', before: '20', after: undefined },
  ]);
});

it('shows all of what is new', () => {
  const after = { kind: 'object', name: 'deal', label: 'Deal' };
  expect(differences(null, after, ['kind', 'name'])).toEqual([
    { property: 'label', before: undefined, after: 'Deal' },
  ]);
});
