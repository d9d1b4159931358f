import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { loadRoles, loadTeams } from '@/api';

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await loadRoles()).roles,
});

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async () => (await loadTeams()).teams,
});

/** After a change of roles or teams: who they are, who has them and what they reach. */
export function useReloadPeople(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['roles', 'teams', 'users', 'records'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
