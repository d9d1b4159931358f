import { call } from './http';

export type User = {
  id: string;
  username: string;
  email: string;
  name: string;
  active: boolean;
  locale?: string | null;
  time_zone?: string | null;
  permission_sets: string[];
};

export type NewUser = {
  username: string;
  email: string;
  name: string;
  password?: string;
  permission_sets: string[];
};

export type UserChange = Partial<
  Pick<User, 'email' | 'name' | 'active' | 'permission_sets'> & { password: string }
>;

export const loadUsers = (
  cursor?: string,
): Promise<{ users: User[]; next_cursor: string | null }> =>
  call('GET', '/users', { query: { limit: 200, cursor } });

export const createUser = (user: NewUser): Promise<User> => call('POST', '/users', { body: user });

export const changeUser = (id: string, change: UserChange): Promise<User> =>
  call('PATCH', `/users/${encodeURIComponent(id)}`, { body: change });
