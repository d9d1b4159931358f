import type { FieldDefinition, ObjectDescription } from '@/api';

export type Target = { path: string; label: string; required: boolean };

export type TargetGroup = { label: string; targets: Target[] };

const isImported = (field: FieldDefinition): boolean =>
  field.editable && !['auto_number', 'file', 'image'].includes(field.type);

/** Fields by which a record of the object can be found. */
export const keysOf = (object: ObjectDescription): FieldDefinition[] =>
  object.fields.filter(
    (field) => field.readable && (field.unique || field.external_id === true) && !field.system,
  );

const addressParts = ['street', 'city', 'state', 'postal_code', 'country'];

/**
 * Where the values of a column may go: the object's own fields, then for each reference the fields
 * by which the other record is found, then the parts of addresses.
 */
export function targetGroups(
  object: ObjectDescription,
  referred: ReadonlyMap<string, ObjectDescription>,
  texts: { byId: string; by: (reference: string) => string },
): TargetGroup[] {
  const fields = object.fields.filter(isImported);
  const own = {
    label: object.label,
    targets: fields.map((field) => ({
      path: field.name,
      label: field.type === 'reference' ? `${field.label} (${texts.byId})` : field.label,
      required: field.required && field.default === undefined,
    })),
  };
  const references = fields.flatMap((field) => {
    if (field.type !== 'reference') return [];
    const targets = new Map<string, Target>();
    for (const name of field.to) {
      for (const key of lookupFields(name, referred.get(name))) {
        const path = `${field.name}.${key.name}`;
        targets.set(path, { path, label: `${field.label}: ${key.label}`, required: false });
      }
    }
    return targets.size === 0
      ? []
      : [{ label: texts.by(field.label), targets: [...targets.values()] }];
  });
  const addresses = fields.flatMap((field) =>
    field.type === 'address'
      ? [
          {
            label: field.label,
            targets: addressParts.map((part) => ({
              path: `${field.name}.${part}`,
              label: `${field.label}: ${part}`,
              required: false,
            })),
          },
        ]
      : [],
  );
  return [own, ...references, ...addresses].filter((group) => group.targets.length > 0);
}

function lookupFields(
  name: string,
  object: ObjectDescription | undefined,
): { name: string; label: string }[] {
  if (name === 'user') {
    const labels = new Map(object?.fields.map((field) => [field.name, field.label]));
    return ['name', 'email', 'username'].map((key) => ({
      name: key,
      label: labels.get(key) ?? key,
    }));
  }
  if (!object) return [];
  const nameField = object.fields.find((field) => field.name === 'name');
  return [...(nameField ? [nameField] : []), ...keysOf(object)].filter(
    (field, index, all) => all.indexOf(field) === index,
  );
}

/** Required fields of the object that no column fills. */
export function missingTargets(groups: TargetGroup[], mapping: Record<string, string>): Target[] {
  const filled = new Set(Object.values(mapping).map((path) => path.split('.')[0]));
  return groups.flatMap((group) =>
    group.targets.filter((target) => target.required && !filled.has(target.path)),
  );
}

/** Columns that go to a place another column goes to as well. */
export function conflictingColumns(mapping: Record<string, string>): Set<string> {
  const byPath = new Map<string, string[]>();
  for (const [column, path] of Object.entries(mapping)) {
    if (path !== '') byPath.set(path, [...(byPath.get(path) ?? []), column]);
  }
  return new Set([...byPath.values()].filter((columns) => columns.length > 1).flat());
}
