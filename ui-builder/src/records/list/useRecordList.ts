import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { listRecords, type ListQuery, type RecordData, type RecordPage } from '@/api';
import { requestedField, type Column } from '@/metadata';

const PAGE = 100;

export const listKey = (object: string) => ['records', object, 'list'] as const;

/** What a list asks for; exports and counts use the same. */
export function listQuery(
  nameField: string,
  columns: readonly Column[],
  settings: { filter: string; sort: string[]; q: string },
): ListQuery {
  const fields = new Set(['id', 'version', nameField, ...columns.map(requestedField)]);
  return {
    fields: [...fields].filter(Boolean),
    filter: settings.filter || undefined,
    sort: settings.sort.length > 0 ? settings.sort : undefined,
    q: settings.q || undefined,
  };
}

/** Page after page along the server's cursor. */
export function useRecordList(object: string, query: ListQuery) {
  const result = useInfiniteQuery({
    queryKey: [...listKey(object), query],
    queryFn: ({ pageParam, signal }) =>
      listRecords(object, { ...query, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const records = useMemo(
    () => result.data?.pages.flatMap((page) => page.records) ?? [],
    [result.data],
  );
  return { ...result, records };
}

/** Shows a saved change in every list at once, without loading them again. */
export function useListPatch(object: string) {
  const client = useQueryClient();
  return useCallback(
    (id: string, changes: Partial<RecordData>) => {
      client.setQueriesData<{ pages: RecordPage[]; pageParams: unknown[] }>(
        { queryKey: listKey(object) },
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              records: page.records.map((record) =>
                record.id === id ? { ...record, ...changes } : record,
              ),
            })),
          },
      );
    },
    [client, object],
  );
}
