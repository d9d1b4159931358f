import { call } from './http';

/** A component document as administrators and apps write it. */
export type Component = { kind: string; name: string } & Record<string, unknown>;

export type ChangeSetAnswer = {
  revision: number;
  changes: { kind: string; name: string; action: string }[];
  data_impact: Record<string, unknown>[];
  warnings: unknown[];
};

const path = (kind: string, name: string) =>
  `/metadata/${encodeURIComponent(kind)}/${encodeURIComponent(name)}`;

export const loadComponents = <T extends Component = Component>(
  kind: string,
): Promise<{ components: T[] }> => call('GET', `/metadata/${encodeURIComponent(kind)}`);

export const loadComponent = <T extends Component = Component>(
  kind: string,
  name: string,
): Promise<T> => call('GET', path(kind, name));

export const applyChangeSet = (changeSet: {
  components?: Component[];
  deletions?: { kind: string; name: string }[];
  dry_run?: boolean;
}): Promise<ChangeSetAnswer> =>
  call('POST', '/metadata/change-sets', {
    body: { components: [], deletions: [], ...changeSet },
  });
