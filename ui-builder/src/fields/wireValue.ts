import type { FieldDefinition } from '@/api';
import { storedFile } from './file/storedFile';
import { referenceValue } from './reference/referenceValue';

/** What a form holds, as the server takes it: references and files go by their id. */
export function wireValue(field: FieldDefinition, value: unknown): unknown {
  if (value === undefined) return null;
  switch (field.type) {
    case 'reference': {
      const reference = referenceValue(value);
      if (!reference) return null;
      return field.to.length > 1 && reference.object
        ? { id: reference.id, object: reference.object }
        : reference.id;
    }
    case 'file':
    case 'image':
      return storedFile(value)?.id ?? null;
    default:
      return value;
  }
}
