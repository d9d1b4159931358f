import { describe, expect, it } from 'vitest';
import type {
  FieldDefinition,
  FormulaDescription,
  ObjectDescription,
  RecordData,
  ValidationRule,
} from '@/api';
import type { Expression, ValueType } from '@/formula';
import { nothing, type Plan, type Situation } from './plan';
import { workOut } from './workOut';

const base = { label: '', required: false, readable: true, editable: true, system: false };
const field = (name: string, type: string, more: object = {}) =>
  ({ ...base, name, type, ...more }) as unknown as FieldDefinition;

const of = (name: string, type: ValueType = 'number'): Expression => ({
  is: 'reference',
  name,
  type,
});
const number = (value: string): Expression => ({ is: 'constant', type: 'number', value });
const text = (value: string): Expression => ({ is: 'constant', type: 'text', value });
const calculate = (left: Expression, operator: '+' | '-' | '*' | '/', right: Expression) =>
  ({ is: 'calculate', type: 'number', operator, left, right }) satisfies Expression;
const compare = (left: Expression, operator: '=' | '>', right: Expression) =>
  ({ is: 'compare', operator, left, right }) satisfies Expression;
const formula = (tree: Expression, inputs: string[], more: Partial<FormulaDescription> = {}) => ({
  returns: 'number',
  blanks: 'null' as const,
  tree,
  inputs,
  steps: [],
  ...more,
});

const account: ObjectDescription = {
  name: 'account',
  fields: [field('discount', 'percent'), field('owner_id', 'reference', { to: ['user'] })],
} as unknown as ObjectDescription;
const deal = {
  name: 'deal',
  fields: [
    field('amount', 'currency', { scale: 2 }),
    field('discount', 'percent', { scale: 2 }),
    field('stage', 'picklist', { values: [] }),
    field('due', 'date', { default: 'today' }),
    field('effort', 'duration'),
    field('account', 'reference', { to: ['account'] }),
    field('count', 'rollup', { returns: 'number', aggregate: 'count' }),
    field('largest', 'rollup', { returns: 'currency', aggregate: 'max' }),
    field('version', 'number', { system: true }),
  ],
} as unknown as ObjectDescription;

const empty: Plan = { computed: [], defaults: [], rules: [], conditions: [] };
const situation = (values: object, more: Partial<Situation> = {}): Situation => ({
  object: deal,
  values: values as Situation['values'],
  original: undefined,
  caller: {
    user: { id: 'u1', name: 'Ada', username: 'ada', email: 'ada@example.test' },
    organization: {
      id: 'acme',
      name: 'Acme',
      timeZone: 'Asia/Shanghai',
      locale: 'en',
      currency: 'CNY',
    },
    permissions: new Set(['customize']),
  },
  timeZone: 'Asia/Shanghai',
  related: () => undefined,
  described: (name) => (name === 'account' ? { found: account } : undefined),
  ...more,
});
const computed = (name: string, type: string, description: FormulaDescription, scale = 2) =>
  field(name, 'formula', { returns: type, formula: description, scale });
const one = (description: FormulaDescription, type: string, given: Situation) =>
  workOut({ ...empty, computed: [computed('x', type, description)] }, given).fields.get('x');

describe('a computed field', () => {
  const net = calculate(of('amount'), '*', calculate(number('1'), '-', of('discount')));

  it('follows what is typed, with percents as ratios', () => {
    const found = one(
      formula(net, ['amount', 'discount']),
      'currency',
      situation({ amount: 99.99, discount: 10 }),
    );
    expect(found).toEqual({ known: true, value: 89.99 });
  });

  it('is a percent times 100', () => {
    const share = calculate(number('1'), '/', number('3'));
    expect(one(formula(share, []), 'percent', situation({}))).toEqual({
      known: true,
      value: 33.33,
    });
  });

  it('reads numbers without a value by its own setting, and others by theirs', () => {
    const sum = calculate(of('amount'), '+', of('step'));
    const step = { name: 'step', blanks: 'zero' as const, tree: of('discount') };
    const inputs = ['amount', 'discount'];
    const given = situation({ amount: 5 });
    expect(one(formula(sum, inputs, { steps: [step] }), 'number', given)).toEqual({
      known: true,
      value: 5,
    });
    expect(
      one(formula(sum, inputs, { steps: [{ ...step, blanks: 'null' }] }), 'number', given),
    ).toEqual({ known: true, value: null });
  });

  it('has no value after a division by zero', () => {
    const broken = calculate(of('amount'), '/', number('0'));
    expect(one(formula(broken, ['amount']), 'number', situation({ amount: 1 }))).toEqual({
      known: true,
      value: null,
    });
  });

  it('sees durations in seconds and who is signed in', () => {
    const hours = calculate(of('effort'), '/', number('3600'));
    expect(one(formula(hours, ['effort']), 'number', situation({ effort: 'PT90M' }))).toEqual({
      known: true,
      value: 1.5,
    });
    expect(one(formula(of('$User.Id', 'reference'), []), 'text', situation({}))).toEqual({
      known: true,
      value: 'u1',
    });
    expect(one(formula(of('$User.Name', 'text'), []), 'text', situation({}))).toEqual({
      known: true,
      value: 'Ada',
    });
    const may = of('$Permission.customize', 'boolean');
    expect(one(formula(may, []), 'boolean', situation({}))).toEqual({ known: true, value: true });
  });

  it('leaves roll-ups of records that are not there yet to the server', () => {
    expect(one(formula(of('id', 'text'), ['id']), 'text', situation({}))).toEqual({ known: false });
  });
});

describe('a formula over another record', () => {
  it('knows that a new record has nothing to gather', () => {
    const count = formula(of('count'), ['count']);
    const largest = formula(of('largest'), ['largest']);
    expect(one(count, 'number', situation({}))).toEqual({ known: true, value: 0 });
    expect(one(largest, 'currency', situation({}))).toEqual({ known: true, value: null });
    const stored = situation({}, { original: { count: 3 } });
    expect(one(count, 'number', stored)).toEqual({ known: true, value: 3 });
  });

  const over = formula(of('account.discount'), ['account.discount', 'account.owner_id']);
  const values = { account: { id: 'a1', name: 'Acme' } };

  it('asks for the record once, and waits', () => {
    const worked = workOut(
      { ...empty, computed: [computed('x', 'percent', over), computed('y', 'percent', over)] },
      situation(values),
    );
    expect(worked.records).toEqual([
      { object: 'account', id: 'a1', fields: ['discount', 'owner_id'] },
    ]);
    expect(worked.isPending).toBe(true);
  });

  it('takes what is found by its type', () => {
    const record = { id: 'a1', discount: 25 } as RecordData;
    const given = situation(values, { related: () => ({ found: record }) });
    expect(one(over, 'percent', given)).toEqual({ known: true, value: 25 });
  });

  it('is left to the server when the record is not to be had', () => {
    const plan = { ...empty, computed: [computed('x', 'percent', over)] };
    const worked = workOut(plan, situation(values, { related: () => ({ found: undefined }) }));
    expect(worked.fields.get('x')).toEqual({ known: false });
    expect(worked.isPending).toBe(false);
  });

  it('is blank without a reference', () => {
    expect(one(over, 'percent', situation({ account: null }))).toEqual({
      known: true,
      value: null,
    });
  });
});

describe('defaults', () => {
  const half = field('half', 'number', {
    scale: 2,
    default_formula: formula(calculate(of('amount'), '/', number('2')), ['amount']),
  });
  const quarter = field('quarter', 'number', {
    scale: 2,
    default_formula: formula(calculate(of('half'), '/', number('2')), ['half']),
  });
  const object = { ...deal, fields: [...deal.fields, half, quarter] };
  const plan = { ...empty, defaults: [quarter, half] };

  it('follow each other, whatever their order', () => {
    const { defaults } = workOut(plan, situation({ amount: 100 }, { object }));
    expect(defaults).toEqual({ half: 50, quarter: 25 });
  });

  it('leave what the person has touched, and read it', () => {
    const { defaults } = workOut(plan, situation({ amount: 100, half: 10 }, { object }));
    expect(defaults).toEqual({ quarter: 5 });
    expect(workOut(plan, situation({ amount: 100, half: null }, { object })).defaults).toEqual({});
  });

  it('know that the server fills in today where the tenant is', () => {
    const { fields } = workOut(
      { ...empty, computed: [computed('x', 'date', formula(of('due', 'date'), ['due']))] },
      situation({}),
    );
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date());
    expect(fields.get('x')).toEqual({ known: true, value: today });
  });
});

describe('rules', () => {
  const call = (name: 'ISCHANGED' | 'ISNEW' | 'PRIORVALUE', ...arguments_: Expression[]) =>
    ({
      is: 'call',
      type: name === 'PRIORVALUE' ? 'number' : 'boolean',
      function: name,
      arguments: arguments_,
    }) satisfies Expression;
  const broken = (tree: Expression, given: Situation) => {
    const rule: ValidationRule = { name: 'r', message: 'No', formula: formula(tree, ['amount']) };
    return workOut({ ...empty, rules: [rule] }, given).broken.has('r');
  };

  it('compare with the record as it is stored', () => {
    const stored = { amount: 5, version: 1 };
    const grown = compare(of('amount'), '>', call('PRIORVALUE', of('amount')));
    expect(broken(grown, situation({ amount: 6 }, { original: stored }))).toBe(true);
    expect(broken(grown, situation({ amount: 4 }, { original: stored }))).toBe(false);
    const changed = call('ISCHANGED', of('amount'));
    expect(broken(changed, situation({ amount: 6 }, { original: stored }))).toBe(true);
    expect(broken(changed, situation({ amount: 5 }, { original: stored }))).toBe(false);
    expect(broken(changed, situation({ amount: 6 }))).toBe(false);
  });

  it('tell new records from others', () => {
    expect(broken(call('ISNEW'), situation({}))).toBe(true);
    expect(broken(call('ISNEW'), situation({}, { original: { version: 1 } }))).toBe(false);
  });

  it('say nothing when they cannot be worked out', () => {
    const failing = compare(calculate(number('1'), '/', of('amount')), '>', number('0'));
    expect(broken(failing, situation({ amount: 0 }))).toBe(false);
  });
});

describe('conditions', () => {
  const isHidden = (tree: Expression, values: object) => {
    const condition = formula(tree, ['stage', 'amount']);
    return workOut({ ...empty, conditions: [condition] }, situation(values)).hidden.has(condition);
  };

  it('hide what they are not true of', () => {
    const won = compare(of('stage', 'picklist'), '=', text('Won'));
    expect(isHidden(won, { stage: 'Won' })).toBe(false);
    expect(isHidden(won, { stage: 'Open' })).toBe(true);
    expect(isHidden(won, {})).toBe(true);
    expect(isHidden(compare(of('amount'), '>', number('1')), {})).toBe(true);
  });

  it('hide nothing when they cannot be worked out', () => {
    const failing = compare(calculate(number('1'), '/', of('amount')), '>', number('2'));
    expect(isHidden(failing, { amount: 0 })).toBe(false);
    expect(isHidden(compare(of('gone'), '>', number('2')), {})).toBe(false);
  });
});

it('has nothing to do without formulas', () => {
  expect(workOut(empty, situation({}))).toEqual(nothing);
});
