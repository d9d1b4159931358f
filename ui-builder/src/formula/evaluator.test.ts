import { describe, expect, it } from 'vitest';
import type { Call, Constant, Expression, FunctionName, ValueType } from './tree';
import { tryOut, type Outcome, type TryOut } from './tryOut';

const constant = (type: ValueType, value: Constant): Expression => ({
  is: 'constant',
  type,
  value,
});
const number = (value: string | null): Expression => constant('number', value);
const text = (value: string | null): Expression => constant('text', value);
const field = (name: string, type: ValueType): Expression => ({ is: 'reference', type, name });
const call = (name: FunctionName, type: ValueType, ...given: Expression[]): Call => ({
  is: 'call',
  type,
  function: name,
  arguments: given,
});
const divide = (left: Expression, right: Expression): Expression => ({
  is: 'calculate',
  type: 'number',
  operator: '/',
  left,
  right,
});

function over(expression: Expression, more: Partial<TryOut> = {}): Outcome | undefined {
  return tryOut({
    columns: [
      { name: 'n', type: 'number' },
      { name: 't', type: 'text' },
    ],
    expression,
    result: { type: 'text', scale: null },
    blanks: 'zero',
    now: '2026-11-28T20:00:00Z',
    zone: 'Asia/Shanghai',
    rows: [{}],
    ...more,
  })[0];
}

describe('evaluation', () => {
  it('reads a blank number as zero where the formula says so', () => {
    expect(over(field('n', 'number'))).toEqual({ value: '0' });
    expect(over(field('n', 'number'), { blanks: 'null' })).toEqual({ value: null });
  });

  it('tells errors by the codes of the server', () => {
    expect(over(divide(number('1'), field('n', 'number')))).toEqual({
      error: { code: 'division_by_zero', params: {} },
    });
    const found = over(call('IFERROR', 'number', divide(number('1'), number('0')), number('2')));
    expect(found).toEqual({ value: '2' });
  });

  it('does not work out what comes after the answer', () => {
    const bad: Expression = {
      is: 'compare',
      operator: '=',
      left: divide(number('1'), number('0')),
      right: number('1'),
    };
    const terms = [constant('boolean', false), bad];
    expect(over({ is: 'and', terms })).toEqual({ value: false });
  });

  it('takes a blank text for an empty one, but not a blank number for another', () => {
    const same = (left: Expression, right: Expression): Expression => ({
      is: 'compare',
      operator: '=',
      left,
      right,
    });
    expect(over(same(field('t', 'text'), text(null)))).toEqual({ value: true });
    expect(over(same(number(null), number(null)))).toEqual({ value: null });
  });

  it('does not catch what only the server can tell', () => {
    const hidden = call(
      'IFERROR',
      'boolean',
      call('REGEX', 'boolean', text('a'), text('(a)\\1')),
      constant('boolean', true),
    );
    expect(over(hidden)).toEqual({
      error: { code: 'only_server_knows', params: { what: 'REGEX: (a)\\1' } },
    });
  });

  it('works chains of formulas out once each', () => {
    const chain = Array.from({ length: 200 }, (_, i): TryOut['columns'][number] => {
      const before = i === 0 ? number('1') : field(`f${i - 1}`, 'number');
      const formula: Expression = {
        is: 'calculate',
        type: 'number',
        operator: '+',
        left: before,
        right: before,
      };
      return { name: `f${i}`, type: 'number', formula };
    });
    const found = over(field('f99', 'number'), { columns: chain });
    expect(found).toEqual({ value: (2n ** 100n).toString() });
  });

  it('has a day of the user and shows percents as people do', () => {
    expect(over(call('TODAY', 'date'))).toEqual({ value: '2026-11-29' });
    const third = divide(number('1'), number('3'));
    expect(over(third, { result: { type: 'percent', scale: 2 } })).toEqual({ value: '33.33' });
  });

  it('writes numbers in JSON out as they are', () => {
    const json = '{"a":[1.50,1e2,{"b":"\\u0001\\n"}]}';
    const at = (path: string): Outcome | undefined =>
      over(call('JSONPATHVALUE', 'text', text(json), text(path)));
    expect(at('$.a[1]')).toEqual({ value: '100' });
    expect(at('$.a')).toEqual({ value: '[1.5,100,{"b":"\\u0001\\n"}]' });
    expect(at('$.x')).toEqual({ value: null });
    expect(at('a')).toEqual({ error: { code: 'bad_json_path', params: { path: 'a' } } });
  });
});
