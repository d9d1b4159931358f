import {
  isComputed,
  valueType,
  type ComputedType,
  type FieldDefinition,
  type FieldType,
  type StoredType,
} from '@/api';
import { address } from './address';
import { auto_number } from './auto_number';
import { boolean } from './boolean';
import { currency } from './currency';
import { formula, formulaText, rollup } from './computed';
import { date } from './date';
import { datetime } from './datetime';
import { duration } from './duration';
import { email } from './email';
import type { ComputedModule, FieldModule } from './FieldModule';
import { file } from './file';
import { geolocation } from './geolocation';
import { image } from './image';
import { json } from './json';
import { long_text } from './long_text';
import { multi_picklist } from './multi_picklist';
import { number } from './number';
import { percent } from './percent';
import { phone } from './phone';
import { picklist } from './picklist';
import { reference } from './reference';
import { rich_text } from './rich_text';
import { text } from './text';
import { time } from './time';
import { url } from './url';

/** A type of field that is missing here does not compile. */
const modules = {
  text,
  long_text,
  rich_text,
  number,
  currency,
  percent,
  boolean,
  date,
  datetime,
  time,
  duration,
  picklist,
  multi_picklist,
  reference,
  auto_number,
  email,
  phone,
  url,
  address,
  geolocation,
  file,
  image,
  json,
} satisfies { [T in StoredType]: FieldModule<T> };

/** Their values are shown and filtered as what they are; only the mark and the input are their own. */
const computed = { formula, rollup } satisfies { [T in ComputedType]: ComputedModule<T> };

/**
 * The module that fits a field. Each one takes exactly its own type of field, which the registry
 * above has checked; here they are seen as taking any.
 */
export const fieldModule = (field: FieldDefinition): FieldModule<FieldType> =>
  (isComputed(field)
    ? { ...moduleOf(valueType(field)), ...computed[field.type], ...markup(field) }
    : moduleOf(field.type)) as unknown as FieldModule<FieldType>;

/** Only formulas make links and pictures: the same characters in a text of a person are a text. */
const markup = (field: FieldDefinition) =>
  field.type === 'formula' && valueType(field) === 'text' ? formulaText : {};

/** A server newer than this page may know more types: those are shown as text. */
const moduleOf = (type: StoredType) => (modules as Partial<typeof modules>)[type] ?? text;
