import { queryOptions } from '@tanstack/react-query';
import { loadDescription, loadMe, loadObject } from '@/api';

/** Metadata changes rarely and its writers invalidate these keys, so it is kept while the tab lives. */
const FIVE_MINUTES = 5 * 60 * 1000;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: loadMe,
  staleTime: FIVE_MINUTES,
  retry: false,
});

export const describeQuery = queryOptions({
  queryKey: ['describe'],
  queryFn: loadDescription,
  staleTime: FIVE_MINUTES,
});

export const objectQuery = (object: string) =>
  queryOptions({
    queryKey: ['describe', object],
    queryFn: () => loadObject(object),
    staleTime: FIVE_MINUTES,
  });
