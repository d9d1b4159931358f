import { queryOptions } from '@tanstack/react-query';
import { loadAllUsers, loadRoles, loadTeams } from '@/api';

export const rolesQuery = queryOptions({ queryKey: ['roles'], queryFn: loadRoles });

export const teamsQuery = queryOptions({ queryKey: ['teams'], queryFn: loadTeams });

/** Below the key of the users, so that what renews them renews this too. */
export const allUsersQuery = queryOptions({ queryKey: ['users', 'all'], queryFn: loadAllUsers });
