import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Problem, readRecord, type ObjectDescription, type RecordWithTag } from '@/api';
import { pageFields } from './layout';

export const recordQuery = (object: ObjectDescription, id: string) =>
  queryOptions({
    queryKey: ['records', object.name, 'one', id, pageFields(object)],
    queryFn: () => readRecord(object.name, id, pageFields(object)),
  });

/** `isGone`: it was there, and somebody has deleted it since. What is known of it stays. */
export function useRecord(
  object: ObjectDescription,
  id: string,
): RecordWithTag & { isGone: boolean } {
  const { data, error } = useSuspenseQuery(recordQuery(object, id));
  return { ...data, isGone: error instanceof Problem && error.status === 404 };
}
