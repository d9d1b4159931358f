import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { ListView, ObjectDescription } from '@/api';
import { defaultColumns } from './defaultColumns';

export type ListSettings = {
  columns: string[];
  filter: string;
  /** Paths, `-` in front for descending. */
  sort: string[];
};

export type ListState = ListSettings & {
  view: ListView | undefined;
  q: string;
  /** Differs from what the view has saved. */
  isChanged: boolean;
  change: (settings: Partial<ListSettings & { q: string }>) => void;
  openView: (name: string | undefined) => void;
};

const split = (text: string | null): string[] | undefined =>
  text === null ? undefined : text.split(',').filter(Boolean);

const localName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The list's settings live in the address: they survive reloads, going back, and sharing a link. */
export function useListState(object: ObjectDescription): ListState {
  const [parameters, setParameters] = useSearchParams();
  return useMemo(() => {
    const viewName = parameters.get('view');
    const view = object.list_views.find(
      (candidate) => viewName !== null && localName(candidate.name) === localName(viewName),
    );
    const saved: ListSettings = {
      columns: view?.columns.length ? view.columns : defaultColumns(object),
      filter: view?.filter ?? '',
      sort: view?.sort ?? [],
    };
    const columns = split(parameters.get('columns')) ?? saved.columns;
    const filter = parameters.get('filter') ?? saved.filter;
    const sort = split(parameters.get('sort')) ?? saved.sort;
    return {
      view,
      columns,
      filter,
      sort,
      q: parameters.get('q') ?? '',
      isChanged: ['columns', 'filter', 'sort'].some((name) => parameters.has(name)),
      change: (settings) => {
        const next = new URLSearchParams(parameters);
        const write = (name: string, value: string | undefined, unchanged: string) => {
          if (value === undefined) return;
          if (value === unchanged) next.delete(name);
          else next.set(name, value);
        };
        write('columns', settings.columns?.join(','), saved.columns.join(','));
        write('filter', settings.filter, saved.filter);
        write('sort', settings.sort?.join(','), saved.sort.join(','));
        write('q', settings.q, '');
        setParameters(next, { replace: true });
      },
      openView: (name) => setParameters(name === undefined ? {} : { view: name }),
    };
  }, [object, parameters, setParameters]);
}
