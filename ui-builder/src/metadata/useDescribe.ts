import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Me, ObjectDescription, ObjectSummary } from '@/api';
import { describeQuery, meQuery, objectQuery } from './queries';

/** Who is signed in; only below the shell, which has loaded it. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

export const useDescribe = (): ObjectSummary[] => useSuspenseQuery(describeQuery).data.objects;

export const useObject = (object: string): ObjectDescription =>
  useSuspenseQuery(objectQuery(object)).data;

export const useHasPermission = (permission: string): boolean =>
  useMe().permissions.system.includes(permission);

const setupPermissions = ['customize', 'manage_users', 'manage_permissions', 'view_audit'] as const;

export type SetupPermission = (typeof setupPermissions)[number];

/** Whether any page of Setup is of use to the person. */
export const useCanOpenSetup = (): boolean => {
  const { system } = useMe().permissions;
  return setupPermissions.some((permission) => system.includes(permission));
};

/** After a change of metadata, of permissions or of the language: everything described is asked anew. */
export function useReloadMetadata(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['describe'] }),
      client.invalidateQueries({ queryKey: ['me'] }),
      client.invalidateQueries({ queryKey: ['records'] }),
    ]);
  }, [client]);
}
