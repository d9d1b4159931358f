import type { Schemas } from './address';
import { call } from './http';

export type User = Schemas['UserView'];

export type NewUser = {
  username: string;
  email: string;
  name: string;
  password?: string;
  permission_sets: string[];
  role?: string | null;
};

export type UserChange = Partial<
  Pick<User, 'email' | 'name' | 'active' | 'permission_sets' | 'locale' | 'time_zone'> & {
    password: string;
    current_password: string;
    /** By name; null takes it away. */
    role: string | null;
  }
>;

export const loadUsers = (cursor?: string): Promise<Schemas['UserList']> =>
  call('GET', '/users', { query: { limit: 200, cursor } });

export const createUser = (user: NewUser): Promise<User> => call('POST', '/users', { body: user });

export const changeUser = (id: string, change: UserChange): Promise<User> =>
  call('PATCH', '/users/{id}', { path: { id }, body: change });
