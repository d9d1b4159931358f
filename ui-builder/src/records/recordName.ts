import type { ObjectDescription, RecordData } from '@/api';

/** What a record is called; undefined when it has no name. */
export function recordName(object: ObjectDescription, record: RecordData): string | undefined {
  for (const name of [object.name_field, 'name']) {
    const value = record[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

export const recordPath = (object: string, id: string): string => `/o/${object}/${id}`;

/** The `If-Match` of a version that came inside a list instead of with an `ETag`. */
export const tagOf = (record: RecordData): string | undefined =>
  record.version === undefined ? undefined : `"${String(record.version)}"`;
