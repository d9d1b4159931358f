import { describe, expect, it } from 'vitest';
import { decimal, decimalText, ExactNumber, parseJson, stringifyJson } from './json';

describe('decimal', () => {
  it('is a plain number when that loses nothing', () => {
    expect(decimal('12.50')).toBe(12.5);
    expect(decimal('-0.1')).toBe(-0.1);
    expect(decimal('0')).toBe(0);
  });

  it('keeps digits a double cannot hold', () => {
    const value = decimal('12345678901234567.89');
    expect(value).toBeInstanceOf(ExactNumber);
    expect(decimalText(value)).toBe('12345678901234567.89');
  });

  it('writes small numbers without an exponent', () => {
    expect(decimalText(0.0000001)).toBe('0.0000001');
  });
});

describe('stringifyJson', () => {
  it('writes exact numbers as bare digits', () => {
    expect(stringifyJson({ a: new ExactNumber('99999999999999999999.5'), b: [null, true] })).toBe(
      '{"a":99999999999999999999.5,"b":[null,true]}',
    );
  });

  it('leaves undefined members out and keeps null', () => {
    expect(stringifyJson({ a: undefined, b: null })).toBe('{"b":null}');
  });
});

describe('parseJson', () => {
  it('reads ordinary documents as JSON.parse does', () => {
    expect(parseJson('{"a":[1,2.5,"x",null]}')).toEqual({ a: [1, 2.5, 'x', null] });
  });
});
