import { Day } from './day';
import { Decimal } from './decimal';
import { Place } from './place';
import { Clock, Moment } from './times';
import type { Comparison, ValueType } from './tree';

/** What an evaluation works with; null is blank. */
export type Value =
  null | boolean | string | Decimal | Day | Moment | Clock | Place | readonly string[];

/** Values as JSON has them: days and times as ISO texts, numbers as texts or numbers. */
export type ValueJson =
  | null
  | boolean
  | number
  | string
  | readonly string[]
  | { readonly latitude: string | number; readonly longitude: string | number };

/** Types whose missing value and empty text are the same: equality is always true or false. */
export const equalsBlank = (type: ValueType): boolean =>
  type === 'text' || type === 'picklist' || type === 'reference';

/** Null when a value is missing, unless no value equals no value. */
export function equal(a: Value, b: Value, blanksAreEqual: boolean): boolean | null {
  if (a === null || b === null) return blanksAreEqual ? a === b : null;
  if (a instanceof Place && b instanceof Place) {
    return a.latitude.compare(b.latitude) === 0 && a.longitude.compare(b.longitude) === 0;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((choice, index) => choice === b[index]);
  }
  return typeof a === 'boolean' || typeof b === 'boolean' ? a === b : compare(a, b) === 0;
}

export function compare(a: Value, b: Value): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (a instanceof Day && b instanceof Day) return a.epoch - b.epoch;
  if (a instanceof Moment && b instanceof Moment) return a.compare(b);
  if (a instanceof Clock && b instanceof Clock) return a.nanos - b.nanos;
  throw new TypeError('the checker lets nothing else be ordered');
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** By code points, as the database has it. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
    }
  }
  return a.length - b.length;
}

export function holds(operator: Comparison, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** What does not fit its type is blank: the server says what is wrong with it. */
export function read(type: ValueType, json: ValueJson): Value {
  if (json === null || json === '') return null;
  switch (type) {
    case 'number':
      return Decimal.parse(textOf(json)) ?? null;
    case 'boolean':
      return json === true;
    case 'date':
      return Day.parse(textOf(json)) ?? null;
    case 'datetime':
      return Moment.parse(textOf(json)) ?? null;
    case 'time':
      return Clock.parse(textOf(json)) ?? null;
    case 'multi_picklist':
      return Array.isArray(json) ? (json as readonly string[]) : null;
    case 'location':
      return typeof json === 'object' && 'latitude' in json ? place(json) : null;
    case 'text':
    case 'picklist':
    case 'reference':
    case 'opaque':
    case 'null':
      return textOf(json);
  }
}

const textOf = (json: ValueJson): string =>
  typeof json === 'string' ? json : JSON.stringify(json);

function place(json: {
  readonly latitude: string | number;
  readonly longitude: string | number;
}): Place | null {
  const latitude = Decimal.parse(String(json.latitude));
  const longitude = Decimal.parse(String(json.longitude));
  return latitude && longitude ? Place.of(latitude, longitude) : null;
}

/** With every digit. */
export function write(value: Value): ValueJson {
  if (value instanceof Clock) return value.toString();
  if (value instanceof Place) {
    return { latitude: value.latitude.toString(), longitude: value.longitude.toString() };
  }
  if (value instanceof Decimal || value instanceof Day || value instanceof Moment) {
    return value.toString();
  }
  return value;
}
