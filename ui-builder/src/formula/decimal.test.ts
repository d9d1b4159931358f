import { describe, expect, it } from 'vitest';
import { Decimal } from './decimal';

const of = (text: string): Decimal => {
  const parsed = Decimal.parse(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

describe('Decimal', () => {
  it('keeps every digit that binary numbers lose', () => {
    expect(of('0.1').plus(of('0.2')).toString()).toBe('0.3');
    expect(of('12345678901234567890.123').times(of('10')).toString()).toBe(
      '123456789012345678901.23',
    );
  });

  it('rounds results to 39 digits, halves away from zero', () => {
    expect(of('1').dividedBy(of('3')).toString()).toBe(`0.${'3'.repeat(39)}`);
    expect(of('-2').dividedBy(of('3')).toString()).toBe(`-0.${'6'.repeat(38)}7`);
    expect(of('2.5').rounded(0, 'half_up').toString()).toBe('3');
    expect(of('-2.5').rounded(0, 'half_up').toString()).toBe('-3');
    expect(of('1250').rounded(-2, 'half_up').toString()).toBe('1300');
  });

  it('is whole again before it is cut', () => {
    const whole = of('1').dividedBy(of('3')).times(of('3'));
    expect(whole.integer('up').toString()).toBe('1');
    expect(of('-0.4').integer('up').toString()).toBe('-1');
    expect(of('-0.4').integer('ceiling').toString()).toBe('0');
  });

  it('reads what the language calls a number, and nothing else', () => {
    expect(['1.e1', '.1', '+1.', '-0.50', '1E-2'].map((text) => of(text).toString())).toEqual([
      '10',
      '0.1',
      '1',
      '-0.5',
      '0.01',
    ]);
    expect(['', '.', '1,000', ' 1', '0x10', '1e'].map((text) => Decimal.parse(text))).toEqual(
      Array(6).fill(undefined),
    );
  });

  it('refuses numbers that a few characters blow up', () => {
    expect(() => Decimal.parse('1e999999999')).toThrow('number_too_large');
    expect(Decimal.parse('1e-999999999')).toBe(Decimal.ZERO);
    expect(() => of('10').power(of('65'))).toThrow('number_too_large');
    expect(() => of('2').power(of('0.5'))).toThrow('fractional_power');
    expect(() => of('1').dividedBy(Decimal.ZERO)).toThrow('division_by_zero');
  });

  it('takes the nearest whole number, a half upwards', () => {
    expect(['1.5', '-1.5', '-1.6', '0.49'].map((text) => of(text).nearest())).toEqual([
      2n,
      -1n,
      -2n,
      0n,
    ]);
  });
});
