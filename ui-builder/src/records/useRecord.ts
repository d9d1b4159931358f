import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { readRecord, type ObjectDescription, type RecordWithTag } from '@/api';
import { pageFields } from './layout';

export const recordQuery = (object: ObjectDescription, id: string) =>
  queryOptions({
    queryKey: ['records', object.name, 'one', id, pageFields(object)],
    queryFn: () => readRecord(object.name, id, pageFields(object)),
  });

export const useRecord = (object: ObjectDescription, id: string): RecordWithTag =>
  useSuspenseQuery(recordQuery(object, id)).data;
