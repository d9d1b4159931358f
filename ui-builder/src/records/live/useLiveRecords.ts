import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followChanges } from '@/api';
import { isAffected } from './affected';
import { GatheredChanges, type ObjectChanges } from './gathered';
import { isLongList, refreshRows } from './longLists';

/** So that what belongs together is asked for together. */
const GATHER_MS = 250;
/** However much happens, pages ask no more often than this. */
const REST_MS = 1_500;

/** Keeps what is on screen as it is on the server. Data on screen stays there until new data came. */
export function useLiveRecords(): void {
  const client = useQueryClient();
  useEffect(() => {
    const gathered = new GatheredChanges();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBusy = false;

    const refresh = async () => {
      timer = undefined;
      isBusy = true;
      await refreshChanged(client, gathered.take()).catch(() => {});
      timer = setTimeout(() => {
        timer = undefined;
        isBusy = false;
        if (!gathered.isEmpty) void refresh();
      }, REST_MS);
    };
    const stop = followChanges({
      onChange: (change) => {
        gathered.add(change);
        if (!isBusy) timer ??= setTimeout(() => void refresh(), GATHER_MS);
      },
      onGap: () =>
        void client.invalidateQueries({
          queryKey: ['records'],
          predicate: ({ queryKey }) => queryKey[2] !== 'count',
        }),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
}

async function refreshChanged(
  client: QueryClient,
  changes: ReadonlyMap<string, ObjectChanges>,
): Promise<void> {
  const long = client
    .getQueryCache()
    .findAll({ queryKey: ['records'], type: 'active' })
    .map((query) => query.queryKey)
    .filter((key) => isAffected(key, changes) && isLongList(client, key));
  await Promise.all([
    ...long.map((key) => {
      const changed = changes.get(key[1] as string);
      return changed && refreshRows(client, key, changed);
    }),
    client.invalidateQueries({
      queryKey: ['records'],
      predicate: ({ queryKey }) => isAffected(queryKey, changes) && !isLongList(client, queryKey),
    }),
  ]);
}
