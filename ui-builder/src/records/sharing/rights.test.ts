import { describe, expect, it } from 'vitest';
import type { FieldDefinition, ObjectAction, ObjectDescription } from '@/api';
import { dependsOnRecord, none, reachedObject } from './rights';

const field = (name: string) => ({ name, editable: true }) as FieldDefinition;

const object = (...actions: ObjectAction[]) =>
  ({
    name: 'deal',
    actions: Object.fromEntries(
      ['create', 'read', 'edit', 'delete', 'transfer', 'import', 'export'].map((action) => [
        action,
        (actions as string[]).includes(action),
      ]),
    ),
    fields: [field('owner_id'), field('amount')],
  }) as unknown as ObjectDescription;

const all = { read: true, edit: true, delete: true, transfer: true, share: true };

describe('what may be done with one record', () => {
  it('is what object and record both allow', () => {
    const reached = reachedObject(object('read', 'edit', 'create'), all);
    expect(reached.actions).toMatchObject({ edit: true, create: true, delete: false });
    expect(reachedObject(object('edit', 'delete'), none).actions).toMatchObject({
      edit: false,
      delete: false,
    });
  });

  it('leaves the owner to who may hand it on', () => {
    const editable = (rights: typeof all) =>
      reachedObject(object('edit', 'transfer'), rights)
        .fields.filter((one) => one.editable)
        .map(({ name }) => name);
    expect(editable(all)).toEqual(['owner_id', 'amount']);
    expect(editable({ ...all, transfer: false })).toEqual(['amount']);
  });

  it('is not asked where the object forbids everything', () => {
    expect(dependsOnRecord(object('read', 'create'))).toBe(false);
    expect(dependsOnRecord(object('read', 'delete'))).toBe(true);
  });
});
