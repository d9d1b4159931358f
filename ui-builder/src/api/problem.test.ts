import { describe, expect, it } from 'vitest';
import { pointerParts, Problem, violationsByField } from './problem';

const known = (name: string) => ['amount', 'a/b'].includes(name);

describe('violationsByField', () => {
  it('puts messages at the field they point to', () => {
    const byField = violationsByField(
      [
        { pointer: '/amount', code: 'too_large', message: 'Too large' },
        { pointer: '/amount', code: 'odd', message: 'Odd' },
        { pointer: '/a~1b/city', code: 'required', message: 'City?' },
      ],
      known,
    );
    expect(byField).toEqual({ amount: ['Too large', 'Odd'], 'a/b': ['City?'] });
  });

  it('keeps what points nowhere on the form', () => {
    const byField = violationsByField(
      [
        { pointer: '', code: 'x', message: 'Whole' },
        { pointer: '/hidden', code: 'y', message: 'Hidden' },
      ],
      known,
    );
    expect(byField['']).toEqual(['Whole', 'Hidden']);
  });
});

describe('pointerParts', () => {
  it('decodes RFC 6901', () => {
    expect(pointerParts('/records/3/a~1b~0c')).toEqual(['records', '3', 'a/b~c']);
    expect(pointerParts('')).toEqual([]);
  });
});

describe('Problem.from', () => {
  it('takes the code from the type', () => {
    const problem = Problem.from(422, {
      type: 'urn:trellis:problem:invalid',
      title: 'Invalid',
      violations: [{ pointer: '/x', code: 'required', message: 'Needed' }],
    });
    expect(problem.code).toBe('invalid');
    expect(problem.violations[0]?.message).toBe('Needed');
  });

  it('survives an answer that is no problem document', () => {
    expect(Problem.from(502, undefined).code).toBe('http_502');
  });
});
