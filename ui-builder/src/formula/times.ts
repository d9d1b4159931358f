import { Day, floorMod, padded } from './day';
import { Decimal } from './decimal';
import { FormulaError } from './problem';

const SECONDS_A_DAY = 86_400;
const NANOS_A_SECOND = 1_000_000_000;
const NANOS_A_MILLI = 1_000_000;
const MILLIS_A_DAY = 86_400_000;

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
