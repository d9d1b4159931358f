import { decimal, decimalText, isDecimal, type Decimal } from '@/api';

export type NumberStyle = {
  language: string;
  scale?: number | undefined;
  currency?: string | undefined;
  /** False for years and the like. */
  grouped?: boolean | undefined;
};

/** Grouped and with the digits of its scale; never through a double. */
export function formatDecimal(
  value: Decimal,
  { language, scale, currency, grouped = true }: NumberStyle,
): string {
  const text = decimalText(value);
  const digits = scale ?? Math.min(fractionDigits(text), 18);
  const format = new Intl.NumberFormat(language, {
    ...(!grouped && { useGrouping: false }),
    ...(currency && { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    minimumFractionDigits: currency ? digits : Math.min(digits, fractionDigits(text)),
    maximumFractionDigits: Math.max(digits, fractionDigits(text)),
  });
  // A string of digits is formatted exactly; the typings know numbers only.
  return format.format(text as unknown as number);
}

function fractionDigits(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/**
 * What a person typed, as a decimal; undefined when it is no number. Knows the separators of the
 * language, and `k`, `m` and `万` behind the digits.
 */
export function parseDecimal(typed: string, language: string): Decimal | undefined {
  const { group, point } = separators(language);
  const compact = typed
    .normalize('NFKC')
    .replace(/[\s\u00a0\u202f$€£¥%]/g, '')
    .replaceAll(group, '')
    .replace(point, '.');
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(k|m|万)?$/i.exec(compact);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', unit] = match;
  if (whole === '' && fraction === '') return undefined;
  const shifted = shift(whole, fraction, powers[(unit ?? '').toLowerCase()] ?? 0);
  return decimal(`${sign === '-' ? '-' : ''}${shifted}`);
}

const powers: Record<string, number> = { k: 3, m: 6, 万: 4 };

function shift(whole: string, fraction: string, power: number): string {
  const padded = fraction.padEnd(power, '0');
  const integer = `${whole}${padded.slice(0, power)}` || '0';
  const rest = padded.slice(power);
  return rest === '' ? integer : `${integer}.${rest}`;
}

function separators(language: string): { group: string; point: string } {
  const parts = new Intl.NumberFormat(language).formatToParts(12345.6);
  const find = (type: string, otherwise: string) =>
    parts.find((part) => part.type === type)?.value ?? otherwise;
  return { group: find('group', ','), point: find('decimal', '.') };
}

/** As it stands in an input: plain digits with the point of the language. */
export function editableDecimal(value: unknown, language: string): string {
  if (!isDecimal(value)) return typeof value === 'string' ? value : '';
  return decimalText(value).replace('.', separators(language).point);
}
