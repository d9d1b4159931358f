import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { loadComponents } from '@/api';
import { useObject, useReloadMetadata } from '@/metadata';
import { localName, objectOf, type Documents, type FieldDocument, type Kind } from './documents';

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

/** The fields of an object in the order in which they were created, as its records show them. */
export function useFieldsOf(object: string): FieldDocument[] {
  const written = useComponentsOf('field', object);
  const order = new Map(useObject(object).fields.map((field, index) => [field.name, index]));
  const place = (field: FieldDocument) => order.get(localName(field.name)) ?? order.size;
  return written.toSorted((a, b) => place(a) - place(b));
}

/** After a change set: everything that metadata decides is asked anew. */
export function useReloadComponents(): () => Promise<void> {
  const client = useQueryClient();
  const reload = useReloadMetadata();
  return useCallback(async () => {
    await Promise.all([client.invalidateQueries({ queryKey: ['metadata'] }), reload()]);
  }, [client, reload]);
}
