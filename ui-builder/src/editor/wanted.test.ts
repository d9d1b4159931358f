import { describe, expect, it } from 'vitest';
import { callAt, wantedAt } from './wanted';

/** `|` is the cursor. */
const at = (marked: string) => wantedAt(marked.replace('|', ''), marked.indexOf('|'));

describe('what could be written', () => {
  it('is a name where one is begun', () => {
    expect(at('1 + am|')).toEqual({ name: { from: 4, typed: 'am', way: [] } });
    expect(at('am|ount')).toEqual({ name: { from: 0, typed: 'am', way: [] } });
    expect(at('$U|')).toEqual({ name: { from: 0, typed: '$U', way: [] } });
  });

  it('is a field of the record behind a reference', () => {
    expect(at('account.owner.na|')).toEqual({
      name: { from: 14, typed: 'na', way: ['account', 'owner'] },
    });
    expect(at('account.|')).toEqual({ name: { from: 8, typed: '', way: ['account'] } });
  });

  it('is anything behind a sign, and nothing behind a value', () => {
    expect(at('IF(|')).toEqual({ name: { from: 3, typed: '', way: [] } });
    expect(at('NOT |').name).toBeDefined();
    expect(at('amount |')).toEqual({});
    expect(at('(amount) |')).toEqual({});
    expect(at('12|')).toEqual({});
  });

  it.each([
    ['stage = |', 'stage', false],
    ['stage <> "W|', 'stage', true],
    ['stage = "W|on"', 'stage', true],
    ['ISPICKVAL(stage, "|', 'stage', true],
    ['INCLUDES(account.topics, |', 'account.topics', false],
    ['stage IN ("Won", "|', 'stage', true],
    ['stage NOT IN (|', 'stage', false],
    ['CASE(stage, "|', 'stage', true],
  ])('is a choice in %s', (marked, field, quoted) => {
    expect(at(marked).choice).toMatchObject({ field, quoted });
  });

  it.each(['"W|', 'name & "|', 'LEFT(name, |', '/* st|', 'stage = "Won"|'])(
    'is no choice in %s',
    (marked) => {
      expect(at(marked).choice).toBeUndefined();
    },
  );
});

describe('the call that is being written', () => {
  const call = (marked: string) => callAt(marked.replace('|', ''), marked.indexOf('|'));

  it('is the innermost around the cursor, with its argument', () => {
    expect(call('ROUND(amount, |')).toEqual({ name: 'ROUND', argument: 1 });
    expect(call('if(ROUND(a, 2) > 1, |')).toEqual({ name: 'IF', argument: 1 });
    expect(call('IF((a + |b), 1, 2)')).toEqual({ name: 'IF', argument: 0 });
    expect(call('IF("(,", |')).toEqual({ name: 'IF', argument: 1 });
    expect(call('ROUND(a, 2)|')).toBeUndefined();
  });
});
