import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { loadImport, loadImports, loadRecycleBin, loadRefusals, type ImportRun } from '@/api';

export const isRunning = (run: ImportRun): boolean =>
  run.status === 'queued' || run.status === 'running';

const POLL_EVERY_MS = 700;

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam }) => loadImports(pageParam),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
  staleTime: 0,
});

/** Asked again and again while the import is under way. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => loadImport(id),
    refetchInterval: (query) =>
      query.state.data === undefined || isRunning(query.state.data) ? POLL_EVERY_MS : false,
    refetchIntervalInBackground: true,
    staleTime: 0,
  });

/** Of an import that has ended. */
export const refusalsQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id, 'refusals'],
    queryFn: async () => (await loadRefusals(id)).reasons,
  });

export const recycleBinQuery = (object: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['recycle-bin', object],
    queryFn: ({ pageParam }) => loadRecycleBin(object, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });
