import { FormulaError } from './problem';

/** What a calendar day can be read from before anybody asks whether it is in range. */
const MAX_YEAR = 999_999_999;

export const floorMod = (a: number, b: number): number => ((a % b) + b) % b;

export const padded = (value: number, width: number): string => String(value).padStart(width, '0');

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
