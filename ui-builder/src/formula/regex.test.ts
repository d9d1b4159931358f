import { describe, expect, it } from 'vitest';
import { OnlyServerKnows } from './problem';
import { matches } from './regex';

describe('matches', () => {
  it.each([
    ['Text', 'ext', false],
    ['Text', '^Text$', true],
    ['', '(a*)?', true],
    ['2024-01', '\\d{4}-\\d\\d', true],
    ['a+b@c.de', '[\\w.+-]+@[\\w-]+(\\.[a-z]{2,3})+', true],
    ['客户', '..', true],
    ['😀', '.', true],
    ['a\n', 'a.', false],
    ['aaaa', 'a{2,3}', false],
    ['ab', '(?:a|b)+?', true],
    ['x]', '[^\\]]\\]', true],
    ['客户', '[\\u4e00-\\u9fff]+', true],
    ['😀', '\\uD83D\\uDE00', true],
    ['A', '\\x41', true],
    ['a.b.b', 'a\\Q.b\\E+', false],
    ['a.bb', 'a\\Q.b\\E+', true],
    ['(x', '\\Q(x', true],
    ['-', '[\\Q^-]\\E]', true],
    ['\\Q', '\\\\Q', true],
    ['', 'a{0,99999}', true],
    ['aaa', 'a{0,99999}', true],
    ['aaab', 'a{0,99999}', false],
    ['aaa', 'a{99999}', false],
    ['aaa', '(a?){99999}', true],
    ['aaaa', 'a{2,4}', true],
    ['aaaaa', 'a{2,4}', false],
  ])('%j has the form %s: %s', (text, pattern, expected) => {
    expect(matches(text, pattern)).toBe(expected);
  });

  it('is not slowed down by a pattern that others never finish', () => {
    expect(matches('a'.repeat(3_000), '(a*)*b')).toBe(false);
  });

  it.each([
    '(a)\\1',
    '(?=a)a',
    '(?i)a',
    'a++',
    '\\bword\\b',
    '[a&&b]',
    '\\uD83D',
    '\\u12',
    '[',
    '(',
    'a{,3}',
    '*',
  ])('leaves %s to the server', (pattern) => {
    expect(() => matches('a', pattern)).toThrow(OnlyServerKnows);
  });

  it('leaves what is too large to the server', () => {
    expect(() => matches('a'.repeat(99), '((a{99}){99}){99}')).toThrow(OnlyServerKnows);
  });
});
