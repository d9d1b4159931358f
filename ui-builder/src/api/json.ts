/**
 * A number whose digits a binary double cannot hold. The server sends decimals with every digit;
 * they must come back unchanged when a record is saved.
 */
export class ExactNumber {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** A decimal as it crosses the wire. */
export type Decimal = number | ExactNumber;

export type Json =
  null | boolean | string | Decimal | readonly Json[] | { readonly [name: string]: Json };

const PLAIN_DECIMAL = /^-?(\d+)(?:\.(\d+))?$/;

/** The number as a double when that loses nothing, else exactly. `"1.10"` is the double 1.1. */
export function decimal(text: string): Decimal {
  const value = Number(text);
  return canonical(text) === canonical(plainText(value)) ? value : new ExactNumber(text);
}

export function isDecimal(value: unknown): value is Decimal {
  return typeof value === 'number' || value instanceof ExactNumber;
}

export function decimalText(value: Decimal): string {
  return value instanceof ExactNumber ? value.text : plainText(value);
}

function plainText(value: number): string {
  const text = String(value);
  return PLAIN_DECIMAL.test(text) || !Number.isFinite(value)
    ? text
    : value.toFixed(20).replace(/\.?0+$/, '');
}

function canonical(text: string): string {
  const match = PLAIN_DECIMAL.exec(text);
  if (!match) return text;
  const whole = (match[1] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  const digits = fraction ? `${whole}.${fraction}` : whole;
  return text.startsWith('-') && digits !== '0' ? `-${digits}` : digits;
}

type SourceReviver = (
  this: unknown,
  key: string,
  value: unknown,
  context?: { source?: string },
) => unknown;

const keepDigits: SourceReviver = (_key, value, context) =>
  typeof value === 'number' && context?.source !== undefined ? decimal(context.source) : value;

export function parseJson(text: string): unknown {
  return JSON.parse(text, keepDigits);
}

export function stringifyJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) {
    return `[${value.map((item) => stringifyJson(item ?? null)).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => `${JSON.stringify(name)}:${stringifyJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
