import type { Grantee, NewShare, Share } from '@/api';

const types = ['user', 'role', 'team', 'everyone'] as const;

export const granteeType = (share: Share): (typeof types)[number] =>
  types.find((type) => type === share.type) ?? 'everyone';

/** The same share with another access: what is not said again would be gone. */
export function shareChange(share: Share, access: 'read' | 'edit'): NewShare {
  const type = granteeType(share);
  return {
    with: type === 'everyone' ? { everyone: true } : ({ [type]: share.id } as Grantee),
    access,
    duty: share.duty ?? undefined,
    expires_at: share.expires_at ?? undefined,
  };
}
