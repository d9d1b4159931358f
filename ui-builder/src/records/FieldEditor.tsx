import { useId, useState, type KeyboardEvent } from 'react';
import {
  patchRecord,
  Problem,
  readRecord,
  useProblemText,
  type FieldDefinition,
  type Json,
  type ObjectDescription,
  type RecordData,
  type Saved,
} from '@/api';
import { FieldDisplay, FieldInput, fieldModule, wireValue } from '@/fields';
import { useT } from '@/i18n';
import { requestedField, valueAt } from '@/metadata';
import { Button, classes, Popover } from '@/ui';
import styles from './edit.module.css';
import { sameValue } from './form/draft';
import { tagOf } from './recordName';

/** Choosing is saving for these; the others wait for Enter. */
const savesAtOnce = (field: FieldDefinition): boolean =>
  ['picklist', 'reference', 'boolean'].includes(field.type);

type Conflict = { theirs: Json | undefined; etag: string | undefined };

/**
 * Edits one field of a record in place. A click elsewhere saves, Escape gives up; when saving fails
 * the editor stays open with what was entered.
 */
export const FieldEditor = ({
  object,
  record: current,
  field,
  anchor,
  onSaved,
  onClose,
}: {
  object: ObjectDescription;
  /** As it is now; it may change while it is edited. */
  record: RecordData;
  field: FieldDefinition;
  anchor: HTMLElement | null;
  onSaved: (saved: Saved, shown: unknown) => void;
  onClose: () => void;
}) => {
  const t = useT();
  const id = useId();
  const problemText = useProblemText();
  // What the person began with, so that a change of somebody else is not overwritten unseen.
  const [record] = useState(current);
  const original = record[field.name];
  const [value, setValue] = useState<unknown>(original);
  const [error, setError] = useState<string>();
  const [refused, setConflict] = useState<Conflict>();
  const [busy, setBusy] = useState(false);

  const theirs = current[field.name];
  const isOvertaken =
    tagOf(current) !== tagOf(record) &&
    !busy &&
    !sameValue(wireValue(field, theirs), wireValue(field, original));
  const conflict = refused ?? (isOvertaken ? { theirs, etag: tagOf(current) } : undefined);

  const save = async (next: unknown, etag = tagOf(record)) => {
    if (busy) return;
    if (next === original && !conflict) return onClose();
    setBusy(true);
    const change = { [field.name]: wireValue(field, next) };
    try {
      onSaved(await patchRecord(object.name, record.id, change, etag), next);
      onClose();
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 412) {
        const path = requestedField({ path: field.name, label: field.label, field });
        const theirs = await readRecord(object.name, record.id, [path, 'version']);
        const value = valueAt(theirs.record, field.name);
        if (sameValue(wireValue(field, value), wireValue(field, original))) {
          // They changed something else: both changes stand.
          onSaved(await patchRecord(object.name, record.id, change, theirs.etag), next);
          onClose();
          return;
        }
        setConflict({ theirs: value, etag: theirs.etag });
      } else {
        setError(problemText(problem));
      }
    } finally {
      setBusy(false);
    }
  };
  const change = (next: unknown) => {
    setValue(next);
    setError(undefined);
    if (savesAtOnce(field)) void save(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const several = event.target instanceof HTMLTextAreaElement || fieldModule(field).wide;
    if (
      event.key === 'Enter' &&
      !event.defaultPrevented &&
      (!several || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      void save(value);
    }
  };

  return (
    <Popover
      anchor={anchor}
      matchWidth
      onClose={onClose}
      onOutside={() => (error || conflict ? onClose() : void save(value))}
    >
      {/* Keys typed in the input bubble up here. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={classes(styles['editor'], fieldModule(field).wide && styles['wide'])}
        onKeyDown={onKeyDown}
      >
        <label htmlFor={id} className="visually-hidden">
          {field.label}
        </label>
        <FieldInput
          field={field}
          value={value}
          onChange={change}
          draft={record}
          autoFocus
          control={{
            id,
            'aria-describedby': error ? `${id}-error` : undefined,
            'aria-invalid': error !== undefined,
          }}
        />
        {error && (
          <span id={`${id}-error`} role="alert" className={styles['error']}>
            {error}
          </span>
        )}
        {conflict && (
          <div className={styles['conflict']} role="alert">
            {t('record.conflictInline')}
            <span>
              <FieldDisplay field={field} value={conflict.theirs} />
            </span>
          </div>
        )}
        <div className={styles['foot']}>
          <Button size="small" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            size="small"
            variant="primary"
            busy={busy}
            onClick={() => void save(value, conflict ? conflict.etag : tagOf(record))}
          >
            {t(conflict ? 'record.conflictOverwrite' : 'common.save')}
          </Button>
        </div>
      </div>
    </Popover>
  );
};
