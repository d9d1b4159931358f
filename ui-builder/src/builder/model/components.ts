import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { loadComponents } from '@/api';
import { useReloadMetadata } from '@/metadata';
import { objectOf, type Documents, type Kind } from './documents';

export const componentsQuery = <K extends Kind>(kind: K) =>
  queryOptions({
    queryKey: ['metadata', kind],
    queryFn: async () => (await loadComponents<Documents[K]>(kind)).components,
    staleTime: 60_000,
  });

export const useComponents = <K extends Kind>(kind: K): Documents[K][] =>
  useSuspenseQuery(componentsQuery(kind)).data;

/** What belongs to one object: its fields, layouts, … */
export const useComponentsOf = <K extends Kind>(kind: K, object: string): Documents[K][] =>
  useComponents(kind).filter((component) => objectOf(component.name) === object);

/** After a change set: everything that metadata decides is asked anew. */
export function useReloadComponents(): () => Promise<void> {
  const client = useQueryClient();
  const reload = useReloadMetadata();
  return useCallback(async () => {
    await Promise.all([client.invalidateQueries({ queryKey: ['metadata'] }), reload()]);
  }, [client, reload]);
}
