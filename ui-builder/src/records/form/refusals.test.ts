import { expect, it } from 'vitest';
import type { FormulaDescription, ObjectDescription } from '@/api';
import { nothing } from '../formulas/plan';
import { brokenRules, byPlace, refusalsOf, standing } from './refusals';

const formula = (...inputs: string[]) => ({ inputs }) as FormulaDescription;
const object = {
  validation_rules: [
    { name: 'seen', field: 'amount', message: 'Too much', formula: formula('amount', 'account.x') },
    { name: 'secret', field: 'amount', message: 'Not for you' },
    { name: 'whole', field: null, message: 'All wrong', formula: formula('stage') },
  ],
} as ObjectDescription;
const refused = refusalsOf(
  [
    { pointer: '/amount', code: 'validation_rule', message: 'Too much', params: { rule: 'seen' } },
    {
      pointer: '/amount',
      code: 'validation_rule',
      message: 'Not for you',
      params: { rule: 'secret' },
    },
    { pointer: '/nowhere/0', code: 'required', message: 'Missing' },
  ],
  (name) => name === 'amount',
);

it('puts what the server says beside its field, or above all of them', () => {
  expect(byPlace(refused)).toEqual({ amount: ['Too much', 'Not for you'], '': ['Missing'] });
});

it('leaves to the browser what the browser can follow', () => {
  expect(byPlace(standing(object, refused))).toEqual({ amount: ['Not for you'], '': ['Missing'] });
});

it('speaks of rules only to who has been at what they read', () => {
  const worked = { ...nothing, broken: new Set(['seen', 'whole']) };
  const heard = (...left: string[]) =>
    byPlace(brokenRules(object, worked, (field) => left.includes(field)));
  expect(heard()).toEqual({});
  expect(heard('name')).toEqual({});
  expect(heard('account')).toEqual({ amount: ['Too much'] });
  expect(heard('stage', 'amount')).toEqual({ amount: ['Too much'], '': ['All wrong'] });
});

it('says nothing of rules that are obeyed', () => {
  expect(brokenRules(object, nothing, () => true)).toEqual([]);
});
