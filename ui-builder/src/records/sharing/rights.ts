import type { ObjectDescription, RecordRights } from '@/api';

/** Of a record of an object that somebody may only read, or whose rights are not known yet. */
export const none: RecordRights = {
  read: true,
  edit: false,
  delete: false,
  transfer: false,
  share: false,
};

/** Whether sharing has anything to add: what an object forbids, it forbids for each record. */
export const dependsOnRecord = ({ actions }: ObjectDescription): boolean =>
  actions.edit || actions.delete;

/** The object as it is for one record: what cannot be done with that is not offered. */
export const reachedObject = (
  object: ObjectDescription,
  rights: RecordRights,
): ObjectDescription => ({
  ...object,
  actions: {
    ...object.actions,
    edit: object.actions.edit && rights.edit,
    delete: object.actions.delete && rights.delete,
    transfer: object.actions.transfer && rights.transfer,
  },
  fields: rights.transfer
    ? object.fields
    : object.fields.map((field) =>
        field.name === 'owner_id' ? { ...field, editable: false } : field,
      ),
});
