import type { FieldGrant, ObjectGrant } from '../model/documents';

export const objectGrants: ObjectGrant[] = [
  'read',
  'create',
  'edit',
  'delete',
  'export',
  'import',
  'transfer',
  'view_all',
  'modify_all',
];

export const systemGrants = [
  'customize',
  'manage_users',
  'manage_permissions',
  'manage_reports',
  'manage_api_keys',
  'view_audit',
  'manage_data',
  'skip_validation_rules',
] as const;

export const EVERY = '*';

/** What one needs to use another: whoever may edit may read. */
const implied: Partial<Record<ObjectGrant, ObjectGrant[]>> = {
  create: ['read'],
  edit: ['read'],
  delete: ['read'],
  export: ['read'],
  view_all: ['read'],
  transfer: ['read', 'edit'],
  import: ['read', 'create'],
  modify_all: ['read', 'edit', 'view_all'],
};

/** Grants with one switched on, together with what it needs, or off, together with what needs it. */
export function withGrant(
  grants: readonly ObjectGrant[],
  grant: ObjectGrant,
  on: boolean,
): ObjectGrant[] {
  const wanted = new Set(grants);
  if (on) {
    for (const needed of [grant, ...(implied[grant] ?? [])]) wanted.add(needed);
  } else {
    wanted.delete(grant);
    for (const other of objectGrants) {
      if (implied[other]?.includes(grant)) wanted.delete(other);
    }
  }
  return objectGrants.filter((each) => wanted.has(each));
}

/** What a set says about a field: the most specific entry wins. */
export const effectiveGrant = (
  grants: Readonly<Record<string, FieldGrant>>,
  object: string,
  field: string,
): FieldGrant =>
  grants[`${object}.${field}`] ?? grants[`${object}.${EVERY}`] ?? grants[EVERY] ?? 'none';
