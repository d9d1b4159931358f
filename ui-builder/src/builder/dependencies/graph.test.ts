import { describe, expect, it } from 'vitest';
import type { FieldDocument, ValidationRuleDocument } from '../model/documents';
import { dependencies, fieldBehind, placed, type ReadFormula } from './graph';

const field = (name: string, more: Partial<FieldDocument> = {}): FieldDocument => ({
  kind: 'field',
  name,
  label: name,
  type: 'number',
  ...more,
});

const fields = new Map(
  [
    field('deal.amount'),
    field('deal.account', { type: 'reference', to: 'account' }),
    field('deal.net', { type: 'formula', expression: 'net' }),
    field('deal.share', { type: 'formula', expression: 'share' }),
    field('deal.place', { type: 'address' }),
    field('account.total', {
      type: 'rollup',
      from: 'deal',
      via: 'account',
      aggregate: 'sum',
      field: 'amount',
      where: 'where',
    }),
  ].map((one) => [one.name, one]),
);

/** What the server would say that the formulas above read. */
const reads: Record<string, string[]> = {
  net: ['amount'],
  share: ['net', 'account.total', '$User.Id'],
  where: ['owner.name'],
};
const references = ({ expression }: ReadFormula) => Promise.resolve(reads[expression] ?? []);

describe('what a formula depends on', () => {
  it('is followed down to stored fields, over objects', async () => {
    const root = fields.get('deal.share')!;
    const user = { kind: 'layout', name: 'deal.main' };
    const graph = await dependencies(root, [user], fields, references);
    expect(Object.fromEntries(graph.nodes.map(({ name, level }) => [name, level]))).toEqual({
      'deal.share': 0,
      'deal.net': -1,
      'account.total': -1,
      'deal.amount': -2,
      'deal.account': -2,
      'user.name': -2,
      'deal.main': 1,
    });
    expect(graph.nodes.find(({ name }) => name === 'account.total')?.reads).toEqual([
      'field deal.account',
      'field deal.amount',
      'field user.name',
    ]);
    expect(graph.nodes.at(-1)?.reads).toEqual(['field deal.share']);
  });

  it('is what the condition of a rule reads', async () => {
    const rule: ValidationRuleDocument = {
      kind: 'validation_rule',
      name: 'deal.rule',
      error_when: 'net',
      message: 'No',
    };
    const graph = await dependencies(rule, [], fields, references);
    expect(graph.nodes.map(({ name }) => name)).toEqual(['deal.rule', 'deal.amount']);
  });

  it('stands in columns, each in the middle', async () => {
    const { nodes } = await dependencies(fields.get('deal.net')!, [], fields, references);
    expect(placed(nodes).nodes.map(({ name, x }) => [name, x])).toEqual([
      ['deal.amount', 0],
      ['deal.net', 210],
    ]);
  });

  it('finds the field at the end of a path', () => {
    expect(fieldBehind('deal', 'account.total', fields)).toBe('account.total');
    expect(fieldBehind('deal', 'place.city', fields)).toBe('deal.place');
    expect(fieldBehind('deal', 'created_by.name', fields)).toBe('user.name');
  });
});
