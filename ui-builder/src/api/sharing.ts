import type { Schemas } from './address';
import { call } from './http';
import type { RecordData } from './records';
import { listRecords } from './records';

export type Role = Schemas['RoleView'];

/** `parent` is a name or an id; null puts the role at the top. */
export type RoleChange = { name?: string; parent?: string | null };

export const loadRoles = (): Promise<{ roles: Role[] }> => call('GET', '/roles');

export const createRole = (role: RoleChange): Promise<Role> =>
  call('POST', '/roles', { body: role });

export const changeRole = (id: string, change: RoleChange): Promise<Role> =>
  call('PATCH', '/roles/{id}', { path: { id }, body: change });

export const deleteRole = (id: string): Promise<void> =>
  call('DELETE', '/roles/{id}', { path: { id } });

export type Team = Schemas['TeamView'];

/** Members are user names or ids, and all of them. */
export type TeamChange = { name?: string; members?: string[] };

export const loadTeams = (): Promise<{ teams: Team[] }> => call('GET', '/teams');

export const createTeam = (team: TeamChange): Promise<Team> =>
  call('POST', '/teams', { body: team });

export const changeTeam = (id: string, change: TeamChange): Promise<Team> =>
  call('PATCH', '/teams/{id}', { path: { id }, body: change });

export const deleteTeam = (id: string): Promise<void> =>
  call('DELETE', '/teams/{id}', { path: { id } });

/** Somebody whom rules and shares speak of; users by their user names. */
export type Grantee =
  | { user: string }
  | { role: string }
  | { role_and_below: string }
  | { team: string }
  | { everyone: true };

/** What the caller may do with one record. */
export type RecordRights = Schemas['RecordRights'];

export const loadRights = (object: string, id: string): Promise<RecordRights> =>
  call('GET', '/records/{object}/{id}/access', { path: { object, id } });

export type Share = Schemas['ShareView'];

type Shares = { shares: Share[] };

export type NewShare = {
  with: Grantee;
  access: 'read' | 'edit';
  duty?: string | undefined;
  expires_at?: string | undefined;
};

export const loadShares = (object: string, id: string): Promise<Shares> =>
  call('GET', '/records/{object}/{id}/shares', { path: { object, id } });

/** Once more with the same people changes how it is shared with them. */
export const shareRecord = (object: string, id: string, share: NewShare): Promise<Shares> =>
  call('POST', '/records/{object}/{id}/shares', { path: { object, id }, body: share });

export const endShare = (object: string, id: string, grantee: string): Promise<void> =>
  call('DELETE', '/records/{object}/{id}/shares/{grantee}', { path: { object, id, grantee } });

/** Why a user may or may not do something with a record. */
export type AccessReport = Schemas['Report'];

export type AccessAnswer = Schemas['Answer'];

export type AccessReason = Schemas['Reason'];

export const explainAccess = (
  object: string,
  id: string,
  query: { user?: string | undefined; field?: string | undefined },
): Promise<AccessReport> =>
  call('GET', '/records/{object}/{id}/access/explanation', { path: { object, id }, query });

/** Somebody as everybody may know them: whoever shares something need not manage users. */
export type Person = { id: string; name: string; username: string };

const toPerson = (record: RecordData): Person => {
  const text = (name: string) => (typeof record[name] === 'string' ? record[name] : '');
  return { id: record.id, name: text('name') || text('username'), username: text('username') };
};

const PERSON = ['id', 'name', 'username'];
const PEOPLE = 20;

export async function findPeople(q: string | undefined, signal?: AbortSignal): Promise<Person[]> {
  const query = { q, filter: 'active = true', fields: PERSON, limit: PEOPLE };
  return (await listRecords('user', query, signal)).records.map(toPerson);
}

/** By user names; who is not there any more is not among them. */
export async function loadPeople(usernames: readonly string[]): Promise<Person[]> {
  if (usernames.length === 0) return [];
  const filter = usernames.map((name) => `username = ${JSON.stringify(name)}`).join(' || ');
  const query = { filter, fields: PERSON, limit: usernames.length };
  return (await listRecords('user', query)).records.map(toPerson);
}
