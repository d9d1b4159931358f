import { describe, expect, it } from 'vitest';
import { Day } from './day';
import { Decimal } from './decimal';
import { Clock, durationText, Moment } from './times';
import { offsetIn } from './zones';

describe('Day', () => {
  it('goes to the last day of a month from the last day', () => {
    expect(Day.of(2019, 2, 28).plusMonths(-1).toString()).toBe('2019-01-31');
    expect(Day.of(2024, 1, 30).plusMonths(1).toString()).toBe('2024-02-29');
  });

  it('counts days in both directions', () => {
    expect(Day.of(1970, 1, 1).epoch).toBe(0);
    expect(Day.ofEpoch(-1).toString()).toBe('1969-12-31');
    expect(Day.of(2024, 2, 28).plusDays(2).toString()).toBe('2024-03-01');
    for (let epoch = -800_000; epoch < 800_000; epoch += 997) {
      expect(Day.ofEpoch(epoch).epoch).toBe(epoch);
    }
  });

  it('knows weeks that belong to the year beside', () => {
    expect(Day.of(2021, 1, 3).isoWeek).toEqual({ year: 2020, week: 53 });
    expect(Day.of(2024, 12, 30).isoWeek).toEqual({ year: 2025, week: 1 });
    expect(Day.of(2024, 2, 25).weekday).toBe(1);
  });

  it('refuses days that do not exist', () => {
    expect(() => Day.of(2023, 2, 29)).toThrow('no_such_date');
    expect(() => Day.value('2023-2-29')).toThrow('no_such_date');
    expect(() => Day.value('23-2-2')).toThrow('not_a_date');
    expect(() => Day.of(9999, 12, 31).plusDays(1)).toThrow('date_out_of_range');
  });
});

describe('Moment', () => {
  it('keeps fractions and reads offsets', () => {
    expect(Moment.parse('2024-01-01T00:30:00.25+08:00')?.toString()).toBe(
      '2023-12-31T16:30:00.25Z',
    );
  });

  it('adds days to the nearest second', () => {
    const moment = Moment.value('2024-01-01 00:00:00');
    const half = Decimal.ONE.dividedBy(Decimal.of(172_800));
    expect(moment.plusDays(half).toText()).toBe('2024-01-01 00:00:01Z');
  });

  it('has another day elsewhere', () => {
    const moment = Moment.value('2024-06-30 20:00:00');
    expect(moment.day(offsetIn('Asia/Shanghai')(moment)).toString()).toBe('2024-07-01');
    expect(moment.day(offsetIn('America/New_York')(moment)).toString()).toBe('2024-06-30');
  });
});

describe('Clock', () => {
  it('goes round', () => {
    const clock = Clock.value('23:59:59.500');
    expect(clock.plusMillis(Decimal.of(1_000)).toText()).toBe('00:00:00.500');
    expect(clock.plusMillis(Decimal.of(-86_400_001)).toText()).toBe('23:59:59.499');
  });
});

describe('durationText', () => {
  it('shows days when asked, and no sign', () => {
    expect(durationText(Decimal.of(-90_061), true)).toBe('1:01:01:01');
    expect(durationText(Decimal.of(90_061), false)).toBe('25:01:01');
  });
});
