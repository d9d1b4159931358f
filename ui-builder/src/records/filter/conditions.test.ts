import { describe, expect, it } from 'vitest';
import type { FieldType } from '@/api';
import { readFilter, writeFilter, type Filter } from './conditions';

const types: Record<string, FieldType> = {
  name: 'text',
  amount: 'currency',
  discount: 'percent',
  stage: 'picklist',
  tags: 'multi_picklist',
  close_date: 'date',
  active: 'boolean',
  account: 'reference',
  'account.name': 'text',
};
const typeOf = (path: string) => types[path];

const all = (...conditions: Filter['conditions']): Filter => ({ match: 'all', conditions });
const any = (...conditions: Filter['conditions']): Filter => ({ match: 'any', conditions });

const pairs: [string, Filter][] = [
  ['name = "Acme"', all({ path: 'name', operator: 'equals', value: 'Acme' })],
  [
    'CONTAINS(account.name, "A \\"b\\"")',
    all({ path: 'account.name', operator: 'contains', value: 'A "b"' }),
  ],
  ['!CONTAINS(name, "x")', all({ path: 'name', operator: 'not_contains', value: 'x' })],
  [
    'amount >= 1000.5 && close_date < TODAY()',
    all(
      { path: 'amount', operator: 'greater_or_equal', value: 1000.5 },
      { path: 'close_date', operator: 'before_today', value: null },
    ),
  ],
  ['discount > 0.125', all({ path: 'discount', operator: 'greater', value: 12.5 })],
  ['discount <= 50', all({ path: 'discount', operator: 'less_or_equal', value: 5000 })],
  ['discount = -0.005', all({ path: 'discount', operator: 'equals', value: -0.5 })],
  ['stage IN ("Won", "Lost")', all({ path: 'stage', operator: 'any_of', value: ['Won', 'Lost'] })],
  ['stage NOT IN ("Won")', all({ path: 'stage', operator: 'none_of', value: ['Won'] })],
  [
    '(INCLUDES(tags, "a") || INCLUDES(tags, "b")) && active = TRUE',
    all(
      { path: 'tags', operator: 'any_of', value: ['a', 'b'] },
      { path: 'active', operator: 'equals', value: true },
    ),
  ],
  [
    '!(INCLUDES(tags, "a") || INCLUDES(tags, "b"))',
    all({ path: 'tags', operator: 'none_of', value: ['a', 'b'] }),
  ],
  [
    'ISBLANK(name) || !ISBLANK(account)',
    any(
      { path: 'name', operator: 'blank', value: null },
      { path: 'account', operator: 'not_blank', value: null },
    ),
  ],
];

describe('filters', () => {
  it.each(pairs)('%s is drawn as lines', (formula, filter) => {
    expect(readFilter(formula, typeOf)).toEqual(filter);
  });

  it.each(pairs)('%s is written from its lines', (formula, filter) => {
    expect(writeFilter(filter, typeOf)).toBe(formula);
  });

  it('understands other spellings of the same', () => {
    expect(readFilter("stage == 'Won'", typeOf)).toEqual(
      all({ path: 'stage', operator: 'any_of', value: ['Won'] }),
    );
    expect(readFilter('ISPICKVAL(stage, "Won")', typeOf)).toEqual(
      all({ path: 'stage', operator: 'any_of', value: ['Won'] }),
    );
    expect(readFilter('name <> null', typeOf)).toEqual(
      all({ path: 'name', operator: 'not_blank', value: null }),
    );
  });

  it.each([
    'amount * 2 > 10',
    'name = "a" && (stage = "b" || amount > 1)',
    'unknown = 1',
    'name = "open',
    'LEN(name) > 3',
  ])('leaves %s to the formula editor', (formula) => {
    expect(readFilter(formula, typeOf)).toBeUndefined();
  });

  it('says nothing for a line without its value', () => {
    expect(writeFilter(all({ path: 'name', operator: 'contains', value: '' }), typeOf)).toBe('');
  });
});
