import { queryOptions, usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { loadRights, type ObjectDescription } from '@/api';
import { dependsOnRecord, none, reachedObject } from './rights';

const rightsQuery = (object: ObjectDescription, id: string) =>
  queryOptions({
    queryKey: ['records', object.name, 'access', id],
    queryFn: () => (dependsOnRecord(object) ? loadRights(object.name, id) : none),
  });

/** Asked while the record itself is: a page that has the one soon has the other. */
export const usePrefetchRights = (object: ObjectDescription, id: string): void =>
  usePrefetchQuery(rightsQuery(object, id));

/** The object as it is for this record. Until that is known, nothing is offered. */
export function useReached(object: ObjectDescription, id: string) {
  const { data, isFetched } = useQuery(rightsQuery(object, id));
  const rights = data ?? none;
  const reached = useMemo(() => reachedObject(object, rights), [object, rights]);
  return { object: reached, canShare: rights.share, isKnown: isFetched };
}
