import {
  decimal,
  decimalText,
  isDecimal,
  stringifyJson,
  valueType,
  type FieldDefinition,
  type Json,
} from '@/api';
import { durationSeconds, isoDuration, referenceValue } from '@/fields';
import { Decimal, Place, read, shown, write, type Value, type ValueJson } from '@/formula';

/** A field's value as formulas see it: 50 % is 0.5, an hour 3600. */
export function seen(field: FieldDefinition, json: unknown): Value {
  const type = valueType(field);
  switch (type) {
    case 'number':
    case 'currency':
      return read('number', plain(json));
    case 'percent': {
      const percent = read('number', plain(json));
      return percent instanceof Decimal ? percent.dividedBy(Decimal.of(100)) : null;
    }
    case 'duration': {
      const seconds = typeof json === 'string' ? durationSeconds(json) : undefined;
      return seconds === undefined ? null : Decimal.of(seconds);
    }
    case 'reference':
      return referenceValue(json)?.id ?? null;
    case 'geolocation':
      return read('location', plain(json));
    case 'boolean':
    case 'date':
    case 'datetime':
    case 'time':
    case 'picklist':
    case 'multi_picklist':
      return read(type, plain(json));
    default:
      return read(typeof json === 'string' ? 'text' : 'opaque', plain(json));
  }
}

/** A part of an address or place. */
export const seenPart = (json: unknown): Value =>
  read(isDecimal(json) ? 'number' : 'text', plain(json));

/** Numbers beyond binary ones as texts: that is how the evaluator takes them. */
function plain(json: unknown): ValueJson {
  if (json === undefined || json === null) return null;
  if (isDecimal(json)) return decimalText(json);
  if (typeof json === 'object' && 'latitude' in json && 'longitude' in json) {
    const { latitude, longitude } = json;
    return isDecimal(latitude) && isDecimal(longitude)
      ? { latitude: decimalText(latitude), longitude: decimalText(longitude) }
      : null;
  }
  if (typeof json === 'boolean' || typeof json === 'string') return json;
  if (Array.isArray(json)) return json.filter((choice) => typeof choice === 'string');
  return stringifyJson(json);
}

/** What a formula comes to, as forms hold the field's values. */
export function held(field: FieldDefinition, value: Value): Json {
  const type = valueType(field);
  if (value instanceof Decimal && type === 'duration') {
    return isoDuration(Number(value.rounded(0, 'half_up').toString()));
  }
  if (value instanceof Place) {
    const { latitude, longitude } = value;
    return { latitude: decimal(latitude.toString()), longitude: decimal(longitude.toString()) };
  }
  if (typeof value === 'string' && type === 'multi_picklist') {
    return value
      .split(';')
      .map((choice) => choice.trim())
      .filter((choice) => choice !== '');
  }
  const scale = 'scale' in field && field.scale !== undefined ? field.scale : null;
  const result = shown(value, { type, scale });
  return result instanceof Decimal ? decimal(result.toString()) : write(result);
}
