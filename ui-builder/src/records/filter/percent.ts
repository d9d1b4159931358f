import { decimal, decimalText, type Decimal } from '@/api';

/** In formulas 50 % is 0.5; people and records say 50. */
export const toRatio = (shown: Decimal): Decimal => decimal(movePoint(decimalText(shown), -2));

export const toShown = (ratio: Decimal): Decimal => decimal(movePoint(decimalText(ratio), 2));

/** Moves the decimal point in the text, so that no digit is lost on the way through a double. */
function movePoint(text: string, places: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const point = Math.max(whole.length + places, 1);
  const digits = (whole + fraction)
    .padStart(fraction.length + point - places, '0')
    .padEnd(point, '0');
  const shown = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const rest = digits.slice(point).replace(/0+$/, '');
  return sign + shown + (rest && `.${rest}`);
}
