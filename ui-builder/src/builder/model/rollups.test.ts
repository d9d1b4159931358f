import { describe, expect, it } from 'vitest';
import type { FieldDocument } from './documents';
import { fittingRollup, gatheredFields, referencesTo } from './rollups';

const field = (name: string, more: Partial<FieldDocument>): FieldDocument => ({
  kind: 'field',
  name,
  label: name,
  type: 'text',
  ...more,
});

const fields = [
  field('deal.account', { type: 'reference', to: 'account' }),
  field('deal.partner', { type: 'reference', to: ['account', 'contact'] }),
  field('deal.amount', { type: 'currency' }),
  field('deal.closes', { type: 'date' }),
  field('deal.note', {}),
  field('deal.net', { type: 'formula', returns: 'currency' }),
  field('deal.title', { type: 'formula', returns: 'text' }),
  field('visit.account', { type: 'reference', to: 'account' }),
  field('visit.deal', { type: 'reference', to: 'deal' }),
];
const names = (found: FieldDocument[]) => found.map(({ name }) => name);

describe('roll-ups', () => {
  it('gather the objects that refer to this one', () => {
    const found = referencesTo('account', fields);
    expect([...found.keys()]).toEqual(['deal', 'visit']);
    expect(names(found.get('deal')!)).toEqual(['deal.account', 'deal.partner']);
  });

  it('add up numbers, and compare what has an order', () => {
    expect(names(gatheredFields('deal', 'sum', fields))).toEqual(['deal.amount', 'deal.net']);
    expect(names(gatheredFields('deal', 'max', fields))).toEqual([
      'deal.amount',
      'deal.closes',
      'deal.net',
    ]);
  });

  it('keep what still fits and drop the rest', () => {
    const draft = field('account.total', {
      type: 'rollup',
      from: 'deal',
      via: 'partner',
      aggregate: 'max',
      field: 'closes',
      where: 'amount > 1',
    });
    expect(fittingRollup({ aggregate: 'sum' }, draft, fields)).toEqual({
      aggregate: 'sum',
      via: 'partner',
      field: undefined,
    });
    expect(fittingRollup({ from: 'visit' }, draft, fields)).toEqual({
      from: 'visit',
      via: 'account',
      field: undefined,
      where: undefined,
    });
    expect(fittingRollup({ field: 'amount' }, draft, fields)).toEqual({
      field: 'amount',
      via: 'partner',
    });
  });
});
