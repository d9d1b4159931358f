import { strict, type Arguments, type Compile } from './arguments';
import { Day } from './day';
import { Decimal } from './decimal';
import { Clock, durationText, Moment } from './times';
import type { Value } from './values';

const MIDNIGHT = Clock.ofMillis(0);

const ofDate = (part: (date: Day) => number): Compile =>
  strict((given) => Decimal.of(part(given.date(0))));

const ofTime = (part: (time: Clock) => number): Compile =>
  strict((given) => Decimal.of(part(given.time(0))));

const ofDateOrMoment = (part: (date: Day) => number): Compile =>
  strict((given) => {
    const value = given.any(0);
    return Decimal.of(part(value instanceof Moment ? value.day() : (value as Day)));
  });

function unix(value: Value): number {
  if (value instanceof Moment) return value.seconds;
  if (value instanceof Day) return Moment.of(value, MIDNIGHT).seconds;
  return (value as Clock).seconds;
}

function duration(given: Arguments): string {
  const [from, to] = given.values;
  if (from instanceof Clock && to instanceof Clock) {
    return durationText(Decimal.scaled(BigInt(from.millis - to.millis), 3), false);
  }
  if (from instanceof Moment && to instanceof Moment) {
    return durationText(to.secondsSince(from), true);
  }
  return durationText(given.number(0), to === true);
}

export const timeFunctions = {
  TODAY: () => (inputs) => inputs.now.day(inputs.offsetAt(inputs.now)),
  NOW: () => (inputs) => inputs.now,
  TIMENOW: () => (inputs) => inputs.now.clock,
  DATE: strict((given) =>
    Day.of(given.number(0).toInt(), given.number(1).toInt(), given.number(2).toInt()).inRange(),
  ),
  DATEVALUE: (call, inner) => {
    const [value] = call.arguments.map(inner);
    return (inputs) => {
      const found = value?.(inputs) ?? null;
      if (found instanceof Moment) return found.day(inputs.offsetAt(found));
      return typeof found === 'string' ? Day.value(found) : found;
    };
  },
  DATETIMEVALUE: strict((given) => {
    const value = given.any(0);
    if (value instanceof Day) return Moment.of(value, MIDNIGHT);
    return typeof value === 'string' ? Moment.value(value) : value;
  }),
  TIMEVALUE: strict((given) => {
    const value = given.any(0);
    if (value instanceof Moment) return value.clock;
    return typeof value === 'string' ? Clock.value(value) : value;
  }),
  YEAR: ofDate((date) => date.year),
  MONTH: ofDate((date) => date.month),
  DAY: ofDate((date) => date.day),
  WEEKDAY: ofDate((date) => date.weekday),
  DAYOFYEAR: ofDate((date) => date.dayOfYear),
  ISOWEEK: ofDateOrMoment((date) => date.isoWeek.week),
  ISOYEAR: ofDateOrMoment((date) => date.isoWeek.year),
  ADDMONTHS: strict((given) => {
    const value = given.any(0);
    const months = given.number(1).toInt();
    return value instanceof Moment ? value.plusMonths(months) : (value as Day).plusMonths(months);
  }),
  HOUR: ofTime((time) => time.hour),
  MINUTE: ofTime((time) => time.minute),
  SECOND: ofTime((time) => time.second),
  MILLISECOND: ofTime((time) => time.millis % 1_000),
  UNIXTIMESTAMP: strict((given) => Decimal.of(unix(given.any(0)))),
  FROMUNIXTIME: strict((given) => Moment.ofUnix(given.number(0))),
  FORMATDURATION: strict(duration),
} satisfies Record<string, Compile>;
