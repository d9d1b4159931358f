import type { FieldDefinition, ObjectDescription } from '@/api';

/** What can be set on many records at once; the record type is chosen among those there are. */
export const bulkFields = (object: ObjectDescription): FieldDefinition[] =>
  object.fields
    .filter((field) => field.editable && !field.unique)
    .flatMap((field) => (field.name === 'record_type' ? recordTypeChoice(object, field) : [field]));

function recordTypeChoice(object: ObjectDescription, field: FieldDefinition): FieldDefinition[] {
  if (object.record_types.length === 0) return [];
  const values = object.record_types.map(({ name, label }) => ({ value: name, label }));
  return [{ ...field, type: 'picklist', values, restricted: true }];
}
