import {
  stringifyJson,
  type FieldDefinition,
  type Json,
  type ObjectDescription,
  type RecordData,
} from '@/api';
import { closedBy, wireValue } from '@/fields';

export type Values = Readonly<Record<string, unknown>>;

/** What a new record starts with: the defaults that can be written down, and what the link asks for. */
export function initialValues(object: ObjectDescription, given: Values): Values {
  const values: Record<string, unknown> = {};
  for (const field of object.fields) {
    if (!field.editable) continue;
    const preset = defaultOf(field);
    if (preset !== undefined) values[field.name] = preset;
  }
  return { ...values, ...given };
}

function defaultOf(field: FieldDefinition): unknown {
  const { default: preset } = field;
  if (field.type === 'picklist') {
    return preset ?? field.values.find((value) => value.default)?.value;
  }
  if (field.type === 'multi_picklist') {
    const chosen = field.values.filter((value) => value.default).map((value) => value.value);
    return preset ?? (chosen.length > 0 ? chosen : undefined);
  }
  // `today` and the like are worked out by the server when the record is saved.
  const isWord = typeof preset === 'string' && !/\d/.test(preset) && isTemporal(field);
  return preset === null || isWord ? undefined : preset;
}

const isTemporal = (field: FieldDefinition): boolean =>
  field.type === 'date' || field.type === 'datetime' || field.type === 'time';

/** Sets a value and clears the dependent choices that it rules out. */
export function withValue(
  object: ObjectDescription,
  values: Values,
  name: string,
  value: unknown,
): Values {
  let next: Record<string, unknown> = { ...values, [name]: value };
  for (const field of object.fields) {
    const isChoice = field.type === 'picklist' || field.type === 'multi_picklist';
    if (isChoice && field.controlled_by === name && next[field.name] != null) {
      const kept = closedBy(field, next[field.name], next);
      if (!sameValue(kept, next[field.name])) {
        next = { ...withValue(object, next, field.name, kept) };
      }
    }
  }
  return next;
}

export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || stringifyJson(a ?? null) === stringifyJson(b ?? null);

/** The fields that differ from the original, as the server takes them. */
export function changedFields(
  fields: readonly FieldDefinition[],
  original: Values,
  values: Values,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const field of fields) {
    if (!(field.name in values)) continue;
    const after = wireValue(field, values[field.name]);
    if (!sameValue(after, wireValue(field, original[field.name]))) changes[field.name] = after;
  }
  return changes;
}

/** What others have changed since the form was opened, to something else than the form holds. */
export function changedMeanwhile(
  object: ObjectDescription,
  original: RecordData,
  current: RecordData,
  values: Values,
): FieldDefinition[] {
  return object.fields
    .filter((field) => field.editable && field.name in current)
    .filter((field) => {
      const now = wireValue(field, current[field.name]);
      return (
        !sameValue(now, wireValue(field, original[field.name])) &&
        !sameValue(now, wireValue(field, values[field.name]))
      );
    });
}

export type Conflict = {
  field: FieldDefinition;
  before: Json | undefined;
  theirs: Json | undefined;
  mine: unknown;
};

/**
 * The fields that both changed, to different values. Where there is none, both changes can stand:
 * the save is repeated on top of theirs.
 */
export function conflictsOf(
  object: ObjectDescription,
  original: RecordData,
  theirs: RecordData,
  mine: Record<string, unknown>,
  values: Values,
): Conflict[] {
  return object.fields
    .filter((field) => field.name in mine)
    .filter((field) => {
      const now = wireValue(field, theirs[field.name]);
      const before = wireValue(field, original[field.name]);
      return !sameValue(now, before) && !sameValue(now, mine[field.name]);
    })
    .map((field) => ({
      field,
      before: original[field.name],
      theirs: theirs[field.name],
      mine: values[field.name],
    }));
}
