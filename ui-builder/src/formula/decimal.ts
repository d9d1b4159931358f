import { FormulaError } from './problem';

export type Rounding = 'half_up' | 'down' | 'up' | 'ceiling' | 'floor';

/** Digits of a result; halves go away from zero. */
const EXACT = 39;
/** Before a number is cut to an integer: what should have been whole is whole again. */
const SETTLED = 33;
const POWER = 18;
const WITHIN_POWER = 60;
const MAX_POWER_DIGITS = 64;
/** Digits on either side of the point. */
const MAX_DIGITS = 128;
const MAX_INT = 2_147_483_647;

const FORM = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

const powersOfTen: bigint[] = [1n];

function powerOfTen(exponent: number): bigint {
  for (let i = powersOfTen.length; i <= Math.min(exponent, 1_000); i++) {
    powersOfTen.push((powersOfTen[i - 1] ?? 1n) * 10n);
  }
  return powersOfTen[exponent] ?? 10n ** BigInt(exponent);
}

const absolute = (units: bigint): bigint => (units < 0n ? -units : units);

const digitsOf = (units: bigint): number => absolute(units).toString().length;

/** `units / divisor`, rounded; the divisor is positive. */
function quotient(units: bigint, divisor: bigint, mode: Rounding): bigint {
  const cut = units / divisor;
  const rest = units % divisor;
  if (rest === 0n) return cut;
  const away = units < 0n ? cut - 1n : cut + 1n;
  switch (mode) {
    case 'down':
      return cut;
    case 'up':
      return away;
    case 'half_up':
      return absolute(rest) * 2n >= divisor ? away : cut;
    case 'ceiling':
      return units > 0n ? away : cut;
    case 'floor':
      return units < 0n ? away : cut;
  }
}

/** An exact decimal number: `units / 10 ** scale`. Results have 39 digits, as the server's. */
export class Decimal {
  static readonly ZERO = new Decimal(0n, 0);
  static readonly ONE = new Decimal(1n, 0);

  private constructor(
    private readonly units: bigint,
    private readonly scale: number,
  ) {}

  static of(whole: number | bigint): Decimal {
    return new Decimal(BigInt(whole), 0);
  }

  /** `units` in units of `10 ** -scale`. */
  static scaled(units: bigint, scale: number): Decimal {
    return new Decimal(units, scale);
  }

  /** Undefined when the text is no number. */
  static parse(text: string): Decimal | undefined {
    const [match, sign, whole = '', fraction = '', exponent = '0'] = FORM.exec(text) ?? [];
    if (match === undefined) return undefined;
    const digits = (whole + fraction).replace(/^0+/, '');
    if (digits === '') return Decimal.ZERO;
    const scale = fraction.length - Number(exponent);
    // Before anything is made of the exponent: a few characters can ask for a billion digits.
    if (digits.length - scale > MAX_DIGITS) throw new FormulaError('number_too_large');
    if (digits.length - scale < -MAX_DIGITS) return Decimal.ZERO;
    const units = BigInt(digits);
    return new Decimal(sign === '-' ? -units : units, scale);
  }

  /** Of a number of the machine, by its shortest digits. */
  static real(result: number, of: string): Decimal {
    if (!Number.isFinite(result)) throw new FormulaError('outside_of_function', { function: of });
    return Decimal.parse(String(result)) ?? Decimal.ZERO;
  }

  get sign(): -1 | 0 | 1 {
    return this.units === 0n ? 0 : this.units < 0n ? -1 : 1;
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const a = this.unitsAt(scale);
    const b = other.unitsAt(scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  negate(): Decimal {
    return new Decimal(-this.units, this.scale);
  }

  abs(): Decimal {
    return this.units < 0n ? this.negate() : this;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unitsAt(scale) + other.unitsAt(scale), scale).to(EXACT);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negate());
  }

  times(other: Decimal): Decimal {
    return this.product(other, EXACT).bounded();
  }

  dividedBy(other: Decimal): Decimal {
    if (other.units === 0n) throw new FormulaError('division_by_zero');
    return this.ratio(other, EXACT).bounded();
  }

  /** With the sign of this. */
  modulo(other: Decimal): Decimal {
    if (other.units === 0n) throw new FormulaError('division_by_zero');
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unitsAt(scale) % other.unitsAt(scale), scale);
  }

  power(exponent: Decimal): Decimal {
    if (!exponent.isWhole()) {
      throw new FormulaError('fractional_power', { exponent: exponent.toString() });
    }
    if (exponent.units === 0n) return Decimal.ONE;
    if (this.units === 0n) {
      if (exponent.units < 0n) throw new FormulaError('division_by_zero');
      return Decimal.ZERO;
    }
    const digits = this.log10() * exponent.toNumber();
    if (digits > MAX_POWER_DIGITS) throw new FormulaError('number_too_large');
    if (digits < -MAX_POWER_DIGITS) return Decimal.ZERO;
    const result = this.raised(exponent.unitsAt(0)).to(POWER);
    return result.abs().compare(SMALLEST_POWER) < 0 ? Decimal.ZERO : result;
  }

  /** To so many places behind the point, before it when negative. */
  rounded(places: number, mode: Rounding): Decimal {
    if (this.scale <= places) return this;
    return new Decimal(quotient(this.units, powerOfTen(this.scale - places), mode), places);
  }

  integer(mode: Rounding): Decimal {
    return this.to(SETTLED).rounded(0, mode);
  }

  /** Cut towards zero, and to 32 bits. */
  toInt(): number {
    const cut = Number(this.rounded(0, 'down').unitsAt(0));
    return Math.max(-MAX_INT - 1, Math.min(MAX_INT, cut));
  }

  /** Cut towards zero. */
  toBigInt(): bigint {
    return this.rounded(0, 'down').unitsAt(0);
  }

  /** The nearest whole number; a half goes up, also below zero. */
  nearest(): bigint {
    if (this.scale <= 0) return this.unitsAt(0);
    const half = powerOfTen(this.scale) / 2n;
    return quotient(this.units + half, powerOfTen(this.scale), 'floor');
  }

  /** With every digit. */
  timesWhole(factor: number): Decimal {
    return new Decimal(this.units * BigInt(factor), this.scale);
  }

  toNumber(): number {
    return Number(`${this.units}e${-this.scale}`);
  }

  /** All digits, no exponent, no zeros at the end. */
  toString(): string {
    if (this.units === 0n) return '0';
    if (this.scale <= 0) return this.unitsAt(0).toString();
    const digits = absolute(this.units)
      .toString()
      .padStart(this.scale + 1, '0');
    const fraction = digits.slice(-this.scale).replace(/0+$/, '');
    const whole = (this.units < 0n ? '-' : '') + digits.slice(0, -this.scale);
    return fraction === '' ? whole : `${whole}.${fraction}`;
  }

  private isWhole(): boolean {
    return this.scale <= 0 || this.units % powerOfTen(this.scale) === 0n;
  }

  private unitsAt(scale: number): bigint {
    return scale === this.scale ? this.units : this.units * powerOfTen(scale - this.scale);
  }

  /** Rounded to so many digits. */
  private to(precision: number): Decimal {
    if (absolute(this.units) < powerOfTen(precision)) return this;
    const surplus = digitsOf(this.units) - precision;
    const units = quotient(this.units, powerOfTen(surplus), 'half_up');
    return new Decimal(units, this.scale - surplus);
  }

  private product(other: Decimal, precision: number): Decimal {
    return new Decimal(this.units * other.units, this.scale + other.scale).to(precision);
  }

  private ratio(other: Decimal, precision: number): Decimal {
    const shift = Math.max(0, precision + 1 + digitsOf(other.units) - digitsOf(this.units));
    const units = (this.units * powerOfTen(shift)) / other.units;
    return new Decimal(units, this.scale + shift - other.scale).to(precision);
  }

  /** Chains of operations must not make numbers of a million digits. */
  private bounded(): Decimal {
    if (this.units === 0n) return Decimal.ZERO;
    const magnitude = digitsOf(this.units) - this.scale;
    if (magnitude > MAX_DIGITS) throw new FormulaError('number_too_large');
    return magnitude < -MAX_DIGITS ? Decimal.ZERO : this;
  }

  /** By squaring. */
  private raised(exponent: bigint): Decimal {
    let result = Decimal.ONE;
    let square = new Decimal(this.units, this.scale);
    for (let rest = absolute(exponent); rest > 0n; rest >>= 1n) {
      if ((rest & 1n) === 1n) result = result.product(square, WITHIN_POWER);
      square = square.product(square, WITHIN_POWER);
    }
    return exponent < 0n ? Decimal.ONE.ratio(result, WITHIN_POWER) : result;
  }

  /** Of the magnitude; enough to tell how long a power is going to be. */
  private log10(): number {
    const digits = digitsOf(this.units);
    const leading = new Decimal(absolute(this.units), digits).toNumber();
    return Math.log10(leading) + (digits - this.scale);
  }
}

const SMALLEST_POWER = Decimal.scaled(1n, 39);

export const PI = Decimal.scaled(314159265358979323846264338327950288420n, 38);
