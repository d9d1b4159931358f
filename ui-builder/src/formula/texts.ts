import { placesOf } from './currencies';
import { Decimal } from './decimal';
import { FormulaError } from './problem';

/** UTF-16 units of a result; chains of SUBSTITUTE and LPAD would make any length otherwise. */
export const MAX_LENGTH = 131_072;
/** Steps of a search for a pattern. */
const MAX_STEPS = 1_000_000;

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;
const MAX_NUMBER = 200;

const tooLong = (): FormulaError => new FormulaError('text_too_long', { max: MAX_LENGTH });

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));

/** Null for an empty text; refuses one that is too long. */
export function result(text: string): string | null {
  if (text.length > MAX_LENGTH) throw tooLong();
  return text === '' ? null : text;
}

export const left = (text: string, count: Decimal): string | null =>
  result(text.slice(0, clamp(count.toInt(), 0, text.length)));

export const right = (text: string, count: Decimal): string | null =>
  result(text.slice(text.length - clamp(count.toInt(), 0, text.length)));

export function middle(text: string, start: number, count: number): string | null {
  const from = Math.max(start, 1) - 1;
  return count <= 0 ? null : result(text.slice(from, from + count));
}

/** A negative start counts from the end. */
export function from(text: string, start: Decimal, count: Decimal | null): string | null {
  const place = start.toInt();
  const first = place < 0 ? Math.max(0, text.length + place) : Math.max(place, 1) - 1;
  return middle(text, first + 1, count === null ? text.length : count.toInt());
}

export function find(needle: string, text: string, start: Decimal | null): Decimal {
  const from = start === null ? 0 : Math.max(start.toInt(), 1) - 1;
  return Decimal.of(text.indexOf(needle, from) + 1);
}

export function substituted(text: string, old: string, replacement: string): string | null {
  const hits = text.split(old).length - 1;
  if (text.length + hits * (replacement.length - old.length) > MAX_LENGTH) throw tooLong();
  return result(text.replaceAll(old, () => replacement));
}

export function paddedTo(
  text: string,
  length: Decimal,
  pad: string | null,
  side: 'left' | 'right',
): string | null {
  const wanted = length.toInt();
  if (wanted <= 0) return null;
  if (wanted > MAX_LENGTH) throw tooLong();
  if (wanted <= text.length) return result(text.slice(0, wanted));
  if (pad === null) return text;
  return side === 'left' ? text.padStart(wanted, pad) : text.padEnd(wanted, pad);
}

/** U+0020 alone. */
export function trimmed(text: string): string | null {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return result(text.slice(start, end));
}

export function character(code: Decimal): string | null {
  const point = code.toInt();
  return point <= 0 || point > 0x10ffff ? null : String.fromCodePoint(point);
}

export const isNumber = (text: string): boolean => text.length <= MAX_NUMBER && NUMBER.test(text);

export function number(text: string): Decimal {
  const parsed = isNumber(text) ? Decimal.parse(text) : undefined;
  if (!parsed) throw new FormulaError('not_a_number', { value: text });
  return parsed;
}

type PatternPart = 'any' | 'one' | { readonly literal: string };

function patternParts(pattern: string): PatternPart[] {
  const characters = [...pattern];
  const parts: PatternPart[] = [];
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? '';
    if (c === '%') parts.push('any');
    else if (c === '_') parts.push('one');
    else if (c === '\\' && i + 1 < characters.length) {
      parts.push({ literal: characters[++i] ?? '' });
    } else parts.push({ literal: c });
  }
  return parts;
}

const fits = (part: PatternPart | undefined, character: string | undefined): boolean =>
  part === 'one' || (typeof part === 'object' && part.literal === character);

/**
 * `%` any text, `_` one character, `\` takes the next one as it is. Goes back to the last `%` only,
 * which is enough.
 */
export function isLike(text: string, pattern: string): boolean {
  const characters = [...text];
  const parts = patternParts(pattern);
  let at = 0;
  let part = 0;
  let resume: { part: number; at: number } | undefined;
  for (let steps = 0; at < characters.length; steps++) {
    if (steps > MAX_STEPS) throw new FormulaError('regular_expression_too_slow');
    if (parts[part] === 'any') {
      resume = { part: ++part, at };
    } else if (fits(parts[part], characters[at])) {
      part++;
      at++;
    } else if (resume) {
      part = resume.part;
      at = ++resume.at;
    } else {
      return false;
    }
  }
  return parts.slice(part).every((rest) => rest === 'any');
}

/** Without a currency an amount has two places. */
export function amount(currency: string | null, value: Decimal): string {
  const places = currency === null ? 2 : placesOf(currency);
  if (places === undefined)
    throw new FormulaError('unknown_currency', { currency: currency ?? '' });
  const [whole = '0', fraction = ''] = value.rounded(places, 'half_up').toString().split('.');
  const grouped = whole.replace(/\d(?=(\d{3})+$)/g, '$&,');
  const shown = places === 0 ? grouped : `${grouped}.${fraction.padEnd(places, '0')}`;
  return currency === null ? shown : `${currency} ${shown}`;
}

/**
 * The 18 characters of an id of 15, whose last three tell upper from lower case: each stands for
 * five characters. Any other text is itself.
 */
export function caseSafe(id: string): string {
  if (!/^[A-Za-z0-9]{15}$/.test(id)) return id;
  const suffix = [0, 5, 10].map((start) => {
    const bits = [...id.slice(start, start + 5)].map((c, i) => (/[A-Z]/.test(c) ? 1 << i : 0));
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[bits.reduce((sum, bit) => sum + bit, 0)] ?? '';
  });
  return id + suffix.join('');
}

export const reversed = (text: string): string => [...text].reverse().join('');
