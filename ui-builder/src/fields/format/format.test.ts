import { describe, expect, it } from 'vitest';
import { ExactNumber } from '@/api';
import { formatDuration, parseDuration } from './durations';
import { editableDecimal, formatDecimal, parseDecimal } from './numbers';
import { formatDate, instantToLocal, localToInstant } from './times';

describe('numbers', () => {
  it('groups and keeps every digit', () => {
    const exact = new ExactNumber('12345678901234567890.12');
    expect(formatDecimal(exact, { language: 'en' })).toBe('12,345,678,901,234,567,890.12');
  });

  it('leaves years ungrouped', () => {
    expect(formatDecimal(1996, { language: 'zh-CN', scale: 0, grouped: false })).toBe('1996');
  });

  it('shows money with its scale', () => {
    expect(formatDecimal(1200, { language: 'en', scale: 2, currency: 'USD' })).toBe('$1,200.00');
  });

  it.each([
    ['1,234.5', 1234.5],
    ['-3', -3],
    ['２０', 20],
    ['1.5k', 1500],
    ['3万', 30000],
    ['$ 12', 12],
  ])('reads %s', (typed, value) => {
    expect(parseDecimal(typed, 'en')).toBe(value);
  });

  it.each(['abc', '', '1.2.3', '--1'])('refuses %s', (typed) => {
    expect(parseDecimal(typed, 'en')).toBeUndefined();
  });

  it('reads the separators of the language', () => {
    expect(parseDecimal('1.234,5', 'de')).toBe(1234.5);
    expect(editableDecimal(1234.5, 'de')).toBe('1234,5');
  });
});

describe('times', () => {
  it('goes from UTC to the wall clock and back', () => {
    expect(instantToLocal('2026-01-31T01:30:00Z', 'Asia/Shanghai')).toBe('2026-01-31T09:30');
    expect(localToInstant('2026-01-31T09:30', 'Asia/Shanghai')).toBe('2026-01-31T01:30:00Z');
  });

  it('knows summer time', () => {
    expect(localToInstant('2026-07-01T12:00', 'Europe/Zurich')).toBe('2026-07-01T10:00:00Z');
    expect(localToInstant('2026-12-01T12:00', 'Europe/Zurich')).toBe('2026-12-01T11:00:00Z');
  });

  it('does not shift dates by the time zone', () => {
    expect(formatDate('2026-01-31', 'en')).toBe('Jan 31, 2026');
  });
});

describe('durations', () => {
  it.each([
    ['90', 'PT1H30M'],
    ['1h 30m', 'PT1H30M'],
    ['1:30', 'PT1H30M'],
    ['2小时', 'PT2H'],
    ['PT45S', 'PT45S'],
    ['1d', 'PT24H'],
  ])('reads %s', (typed, iso) => {
    expect(parseDuration(typed)).toBe(iso);
  });

  it('refuses what is none', () => {
    expect(parseDuration('soon')).toBeUndefined();
  });

  it('is short when shown', () => {
    expect(formatDuration('PT90M')).toBe('1h 30m');
  });
});
