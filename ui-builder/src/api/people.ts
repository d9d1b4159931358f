import type { Schemas } from './address';
import { call } from './http';
import { loadUsers, type User } from './users';

export type Role = Schemas['RoleView'];

export type Team = Schemas['TeamView'];

/** `parent` is the id of the role above; null puts it at the top. */
export type RoleDraft = { name: string; parent: string | null };

/** `members` are ids of users. */
export type TeamDraft = { name: string; members: string[] };

export const loadRoles = async (): Promise<Role[]> =>
  (await call<Schemas['RoleList'], 'GET', '/roles'>('GET', '/roles')).roles;

export const createRole = (role: RoleDraft): Promise<Role> =>
  call('POST', '/roles', { body: role });

export const changeRole = (id: string, change: Partial<RoleDraft>): Promise<Role> =>
  call('PATCH', '/roles/{id}', { path: { id }, body: change });

export const deleteRole = (id: string): Promise<void> =>
  call('DELETE', '/roles/{id}', { path: { id } });

export const loadTeams = async (): Promise<Team[]> =>
  (await call<Schemas['TeamList'], 'GET', '/teams'>('GET', '/teams')).teams;

export const createTeam = (team: TeamDraft): Promise<Team> =>
  call('POST', '/teams', { body: team });

export const changeTeam = (id: string, change: Partial<TeamDraft>): Promise<Team> =>
  call('PATCH', '/teams/{id}', { path: { id }, body: change });

export const deleteTeam = (id: string): Promise<void> =>
  call('DELETE', '/teams/{id}', { path: { id } });

/** Every page of the users, where one is chosen by typing its name. */
export const loadAllUsers = async (): Promise<User[]> => {
  const users: User[] = [];
  let cursor: string | undefined;
  do {
    const page = await loadUsers(cursor);
    users.push(...page.users);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return users;
};
