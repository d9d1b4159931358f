import { Decimal } from './decimal';
import { FormulaError } from './problem';

const SECONDS_A_DAY = 86_400;
const NANOS_A_SECOND = 1_000_000_000;
const NANOS_A_MILLI = 1_000_000;
const MILLIS_A_DAY = 86_400_000;
/** What a calendar day can be read from before anybody asks whether it is in range. */
const MAX_YEAR = 999_999_999;

const floorMod = (a: number, b: number): number => ((a % b) + b) % b;

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Days since 1970-01-01 of a day in the calendar that has always been. */
function epochDay(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** A day of the calendar. */
export class Day {
  private constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  static of(year: number, month: number, day: number): Day {
    if (
      Math.abs(year) > MAX_YEAR ||
      month < 1 ||
      month > 12 ||
      day < 1 ||
      day > monthLength(year, month)
    ) {
      throw new FormulaError('no_such_date', { year, month, day });
    }
    return new Day(year, month, day);
  }

  static ofEpoch(days: number): Day {
    const z = days + 719_468;
    const era = Math.floor(z / 146_097);
    const dayOfEra = z - era * 146_097;
    const yearOfEra = Math.floor(
      (dayOfEra -
        Math.floor(dayOfEra / 1_460) +
        Math.floor(dayOfEra / 36_524) -
        Math.floor(dayOfEra / 146_096)) /
        365,
    );
    const dayOfYear =
      dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    const shifted = Math.floor((5 * dayOfYear + 2) / 153);
    const month = shifted + (shifted < 10 ? 3 : -9);
    return new Day(
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month,
      dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
    );
  }

  /** ISO, as JSON has it; undefined when it is none. */
  static parse(text: string): Day | undefined {
    const parts = /^([+-]\d{4,9}|\d{4})-(\d\d)-(\d\d)$/.exec(text);
    if (!parts) return undefined;
    const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    const isDay = month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
    return isDay ? new Day(year, month, day) : undefined;
  }

  /** What DATEVALUE reads. */
  static value(text: string): Day {
    const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (!parts) throw new FormulaError('not_a_date', { value: text });
    return Day.of(Number(parts[1]), Number(parts[2]), Number(parts[3])).inRange();
  }

  get epoch(): number {
    return epochDay(this.year, this.month, this.day);
  }

  /** 1 is Sunday. */
  get weekday(): number {
    return floorMod(this.epoch + 4, 7) + 1;
  }

  get dayOfYear(): number {
    return this.epoch - epochDay(this.year, 1, 1) + 1;
  }

  /** The week belongs to the year in which its Thursday lies. */
  get isoWeek(): { readonly year: number; readonly week: number } {
    const thursday = Day.ofEpoch(this.epoch - floorMod(this.epoch + 3, 7) + 3);
    return { year: thursday.year, week: Math.floor((thursday.dayOfYear - 1) / 7) + 1 };
  }

  plusDays(days: number): Day {
    return Day.ofEpoch(this.epoch + days).inRange();
  }

  /** The last day of a month goes to the last day of the other; else the day, if there is one. */
  plusMonths(months: number): Day {
    const total = this.year * 12 + this.month - 1 + months;
    const year = Math.floor(total / 12);
    const month = floorMod(total, 12) + 1;
    const last = monthLength(year, month);
    const wasLast = this.day === monthLength(this.year, this.month);
    return new Day(year, month, wasLast ? last : Math.min(this.day, last)).inRange();
  }

  inRange(): Day {
    if (this.year < 1 || this.year > 9_999) throw new FormulaError('date_out_of_range');
    return this;
  }

  toString(): string {
    const digits = padded(Math.abs(this.year), 4);
    const sign = this.year < 0 ? '-' : this.year > 9_999 ? '+' : '';
    return `${sign}${digits}-${padded(this.month, 2)}-${padded(this.day, 2)}`;
  }
}

const fractionText = (nanos: number): string =>
  nanos === 0 ? '' : `.${padded(nanos, 9).replace(/0+$/, '')}`;

/** A time of day, in nanoseconds since midnight. */
export class Clock {
  private constructor(readonly nanos: number) {}

  static ofNanos(nanos: number): Clock {
    return new Clock(nanos);
  }

  static ofMillis(millis: number): Clock {
    return new Clock(floorMod(millis, MILLIS_A_DAY) * NANOS_A_MILLI);
  }

  /** ISO, as JSON has it; undefined when it is none. */
  static parse(text: string): Clock | undefined {
    const parts = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/.exec(text);
    if (!parts) return undefined;
    const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
    if (hour > 23 || minute > 59 || second > 59) return undefined;
    const nanos = Number((parts[4] ?? '').padEnd(9, '0'));
    return new Clock((hour * 3_600 + minute * 60 + second) * NANOS_A_SECOND + nanos);
  }

  /** What TIMEVALUE reads. */
  static value(text: string): Clock {
    const parts = /^(\d{1,2}):(\d{1,2}):(\d{1,2})\.(\d{3})$/.exec(text);
    if (!parts) throw new FormulaError('not_a_time', { value: text });
    return Clock.of(text, Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4]));
  }

  static of(text: string, hour: number, minute: number, second: number, millis: number): Clock {
    if (hour > 23 || minute > 59 || second > 59) {
      throw new FormulaError('not_a_time', { value: text });
    }
    return Clock.ofMillis((hour * 3_600 + minute * 60 + second) * 1_000 + millis);
  }

  get millis(): number {
    return Math.floor(this.nanos / NANOS_A_MILLI);
  }

  get seconds(): number {
    return Math.floor(this.nanos / NANOS_A_SECOND);
  }

  get hour(): number {
    return Math.floor(this.seconds / 3_600);
  }

  get minute(): number {
    return Math.floor(this.seconds / 60) % 60;
  }

  get second(): number {
    return this.seconds % 60;
  }

  /** It goes round. */
  plusMillis(millis: Decimal): Clock {
    return Clock.ofMillis(this.millis + Number(millis.toBigInt() % BigInt(MILLIS_A_DAY)));
  }

  /** In milliseconds, forwards round the clock. */
  since(from: Clock): Decimal {
    return Decimal.of(floorMod(this.millis - from.millis, MILLIS_A_DAY));
  }

  /** To the second. */
  toClockText(): string {
    return [this.hour, this.minute, this.second].map((part) => padded(part, 2)).join(':');
  }

  /** As TEXT has it. */
  toText(): string {
    return `${this.toClockText()}.${padded(this.millis % 1_000, 3)}`;
  }

  /** ISO, with every digit that there is. */
  toString(): string {
    return this.toClockText() + fractionText(this.nanos % NANOS_A_SECOND);
  }
}

/** A moment, in seconds since 1970 and nanoseconds of that second. */
export class Moment {
  constructor(
    readonly seconds: number,
    readonly nanos: number,
  ) {}

  static of(day: Day, clock: Clock): Moment {
    return new Moment(day.epoch * SECONDS_A_DAY + clock.seconds, clock.nanos % NANOS_A_SECOND);
  }

  /** ISO with an offset, as JSON has it; undefined when it is none. */
  static parse(text: string): Moment | undefined {
    const parts = /^(.*)T([^Z+-]*)(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
    const day = Day.parse(parts?.[1] ?? '');
    const clock = Clock.parse(parts?.[2] ?? '');
    if (!day || !clock) return undefined;
    const offset = Number(parts?.[4] ?? 0) * 3_600 + Number(parts?.[5] ?? 0) * 60;
    const local = Moment.of(day, clock);
    return new Moment(local.seconds - (parts?.[3] === '-' ? -offset : offset), local.nanos);
  }

  /** What DATETIMEVALUE reads. */
  static value(text: string): Moment {
    const parts = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2}) *$/.exec(text);
    if (!parts) throw new FormulaError('not_a_datetime', { value: text });
    const day = Day.of(Number(parts[1]), Number(parts[2]), Number(parts[3])).inRange();
    return Moment.of(day, Clock.of(text, Number(parts[4]), Number(parts[5]), Number(parts[6]), 0));
  }

  static ofUnix(seconds: Decimal): Moment {
    const millis = seconds.timesWhole(1_000).toBigInt();
    return Moment.ofMillis(inReach(millis));
  }

  static ofMillis(millis: number): Moment {
    return new Moment(
      Math.floor(millis / 1_000),
      floorMod(millis, 1_000) * NANOS_A_MILLI,
    ).inRange();
  }

  /** The day in a zone that is so many seconds ahead of UTC. */
  day(offset = 0): Day {
    return Day.ofEpoch(Math.floor((this.seconds + offset) / SECONDS_A_DAY));
  }

  /** In UTC. */
  get clock(): Clock {
    return Clock.ofNanos(floorMod(this.seconds, SECONDS_A_DAY) * NANOS_A_SECOND + this.nanos);
  }

  /** To the nearest second, half up. */
  plusDays(days: Decimal): Moment {
    const seconds = days.timesWhole(SECONDS_A_DAY).nearest();
    return new Moment(this.seconds + inReach(seconds), this.nanos).inRange();
  }

  plusMonths(months: number): Moment {
    return Moment.of(this.day().plusMonths(months), this.clock);
  }

  secondsSince(from: Moment): Decimal {
    const nanos =
      BigInt(this.seconds - from.seconds) * BigInt(NANOS_A_SECOND) +
      BigInt(this.nanos - from.nanos);
    return Decimal.scaled(nanos, 9);
  }

  /** In days, with a fraction. */
  since(from: Moment): Decimal {
    return this.secondsSince(from).dividedBy(Decimal.of(SECONDS_A_DAY));
  }

  compare(other: Moment): number {
    return this.seconds === other.seconds ? this.nanos - other.nanos : this.seconds - other.seconds;
  }

  /** As TEXT has it. */
  toText(): string {
    return `${this.day().toString()} ${this.clock.toClockText()}Z`;
  }

  /** ISO, with every digit that there is. */
  toString(): string {
    return `${this.day().toString()}T${this.clock.toString()}Z`;
  }

  private inRange(): Moment {
    this.day().inRange();
    return this;
  }
}

/** Beyond this no year is one of ours, and numbers of the machine lose digits. */
const REACH = 1_000_000_000_000_000n;

function inReach(value: bigint): number {
  if (value > REACH || value < -REACH) throw new FormulaError('date_out_of_range');
  return Number(value);
}

/** `HH:MM:SS`, or `D:HH:MM:SS`; of a negative duration as of a positive one. */
export function durationText(seconds: Decimal, withDays: boolean): string {
  const whole = seconds.abs().toBigInt();
  const rest = withDays ? whole % BigInt(SECONDS_A_DAY) : whole;
  const clock = [rest / 3_600n, (rest / 60n) % 60n, rest % 60n]
    .map((part) => part.toString().padStart(2, '0'))
    .join(':');
  return withDays ? `${whole / BigInt(SECONDS_A_DAY)}:${clock}` : clock;
}
