import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { listRecords, type ListQuery, type RecordData, type RecordPage } from '@/api';
import type { ObjectChanges } from './gathered';

type Pages = { pages: RecordPage[]; pageParams: unknown[] };

/** Up to this many pages a list is asked for again as a whole. */
const SHORT_PAGES = 3;
const MOST_ROWS = 100;

/** Somebody has scrolled far: asking for all of it again would cost more than it is worth. */
export function isLongList(client: QueryClient, key: QueryKey): boolean {
  if (key[2] !== 'list') return false;
  return (client.getQueryData<Pages>(key)?.pages.length ?? 0) > SHORT_PAGES;
}

/** Refreshes the changed rows where they stand; what is new or would move is seen at the next reload. */
export async function refreshRows(
  client: QueryClient,
  key: QueryKey,
  changes: ObjectChanges,
): Promise<void> {
  const [, object, , query] = key as [string, string, string, ListQuery];
  const rows = client.getQueryData<Pages>(key)?.pages.flatMap((page) => page.records) ?? [];
  const shown = rows.map((row) => row.id).filter((id) => changes.ids.has(id));
  const asked = shown.filter((id) => !changes.removed.has(id)).slice(0, MOST_ROWS);
  if (shown.length === 0) return;
  const filter = `id IN (${asked.map((id) => `"${id}"`).join(', ')})`;
  const { records } =
    asked.length === 0
      ? { records: [] }
      : await listRecords(object, { fields: query.fields, filter, limit: MOST_ROWS });
  const fresh = new Map(records.map((record) => [record.id, record]));
  client.setQueryData<Pages>(key, (data) => data && withRows(data, fresh, changes.removed));
}

export const withRows = (
  data: Pages,
  fresh: ReadonlyMap<string, RecordData>,
  removed: ReadonlySet<string>,
): Pages => ({
  ...data,
  pages: data.pages.map((page) => ({
    ...page,
    records: page.records
      .filter((record) => !removed.has(record.id))
      .map((record) => fresh.get(record.id) ?? record),
  })),
});
