import type { Schemas } from './address';
import { call } from './http';

/** A component document as administrators and apps write it. */
export type Component = { kind: string; name: string } & Record<string, unknown>;

export type ComponentKey = { kind: string; name: string };

export type ChangeSet = {
  components?: Component[];
  deletions?: ComponentKey[];
  dry_run?: boolean;
  /** Fields (`object.field`) whose stored values may be cleared where they do not convert. */
  clear?: string[];
};

/** What a change does to records that exist. */
export type DataImpact = Schemas['DataImpact'];

/** What can happen to records that exist. */
export type DataEffect = DataImpact['effect'];

export type ChangeSetAnswer = Schemas['ChangeSetOutcome'];

export const loadComponents = <T extends Component = Component>(
  kind: string,
): Promise<{ components: T[] }> => call('GET', '/metadata/{kind}', { path: { kind } });

export const loadComponent = <T extends Component = Component>(
  kind: string,
  name: string,
): Promise<T> => call('GET', '/metadata/{kind}/{name}', { path: { kind, name } });

export const loadUsages = (kind: string, name: string): Promise<{ users: ComponentKey[] }> =>
  call('GET', '/metadata/{kind}/{name}/usages', { path: { kind, name } });

export const applyChangeSet = (changeSet: ChangeSet): Promise<ChangeSetAnswer> =>
  call('POST', '/metadata/change-sets', {
    body: { components: [], deletions: [], ...changeSet },
  });

export type Revision = Schemas['RevisionView'];

export type RevisionChange = {
  kind: string;
  name: string;
  action: string;
  before?: Component | null;
  after?: Component | null;
};

export const loadRevisions = (cursor?: string): Promise<Schemas['RevisionPage']> =>
  call('GET', '/metadata/revisions', { query: { cursor } });

export const loadRevision = (
  revision: number,
): Promise<Omit<Revision, 'changes'> & { changes: RevisionChange[] }> =>
  call('GET', '/metadata/revisions/{number}', { path: { number: revision } });

export const restoreRevision = (
  revision: number,
  options: Pick<ChangeSet, 'dry_run' | 'clear'>,
): Promise<ChangeSetAnswer> =>
  call('POST', '/metadata/revisions/{number}/restore', {
    path: { number: revision },
    body: options,
  });
