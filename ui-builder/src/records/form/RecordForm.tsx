import { useCallback, useEffect, useRef, type FormEvent, type KeyboardEvent } from 'react';
import {
  isComputed,
  type FieldDefinition,
  type ObjectDescription,
  type RecordWithTag,
  type Saved,
} from '@/api';
import { fieldModule, FormField } from '@/fields';
import { useT } from '@/i18n';
import { Button, classes, Field, Loading, Select } from '@/ui';
import { ofNoRecords, visibleSections } from '../formulas/plan';
import { fieldForType, recordTypeOf, SYSTEM_LABEL, type PlacedField } from '../layout';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { ConflictDialog } from './ConflictDialog';
import { changedMeanwhile, type Values } from './draft';
import { DuplicatePanel } from './DuplicatePanel';
import { LeaveGuard } from './LeaveGuard';
import styles from './RecordForm.module.css';
import { useRecordForm } from './useRecordForm';

/** A list that opens by itself would cover the form. */
const opensList = ({ definition }: PlacedField): boolean =>
  ['picklist', 'multi_picklist', 'reference'].includes(definition.type);

/** Creates or edits a record along its layout. */
export const RecordForm = ({
  object,
  original,
  current,
  given,
  onSaved,
  onCancel,
  onReload,
}: {
  object: ObjectDescription;
  original: RecordWithTag | undefined;
  /** The record as it is now, when others may change it meanwhile. */
  current?: RecordWithTag & { isGone: boolean };
  given: Values;
  onReload?: () => void;
  onSaved: (saved: Saved, again: boolean) => void;
  onCancel: () => void;
}) => {
  const t = useT();
  const node = useRef<HTMLFormElement>(null);
  const done = useRef(false);
  const form = useRecordForm({
    object,
    original,
    given,
    onSaved: (saved, again) => {
      done.current = true;
      onSaved(saved, again);
    },
  });
  const { values, refused, broken, worked } = form;
  const dirty = useRef(false);
  useEffect(() => {
    dirty.current = form.isDirty;
  });
  const isDirty = useCallback(() => dirty.current && !done.current, []);

  // The first field that the server refused comes into view.
  const refusedPlaces = Object.keys(refused).join();
  useEffect(() => {
    if (refusedPlaces === '') return;
    const target = node.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"], [role="alert"]',
    );
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  }, [refusedPlaces]);

  const type = recordTypeOf(object, values['record_type']);
  const isEntered = (item: PlacedField) =>
    item.definition.editable && !item.read_only && item.field !== 'record_type';
  const sections = visibleSections(form.layout, worked.hidden)
    .filter((section) => section.fields.some(isEntered))
    .map((section) => ({
      ...section,
      // What comes of the other fields is shown among them, and entered by nobody.
      fields: section.fields.filter((item) => isEntered(item) || isComputed(item.definition)),
    }));
  const onForm = new Set(sections.flatMap((section) => section.fields.map((item) => item.field)));
  // What the layout does not show has no place of its own for its message.
  const placed = new Set(
    form.layout.sections.flatMap((section) => section.fields.map((item) => item.field)),
  );
  const elsewhere = (remarks: Record<string, string[]>) =>
    Object.entries(remarks).flatMap(([name, messages]) => {
      // What was wrong with a field that is hidden now is not asked for any more.
      if (onForm.has(name) || (placed.has(name) && !form.isJudged && !broken[name])) return [];
      const field = object.fields.find((candidate) => candidate.name === name);
      return messages.map((message) => (field ? `${field.label}: ${message}` : message));
    });
  const general = elsewhere(refused);
  const generalRules = elsewhere(broken).filter((message) => !general.includes(message));
  const firstField = sections[0]?.fields.find(isEntered)?.field;
  /** What only the server can tell, it has told as long as nothing is changed. */
  const resultOf = (field: FieldDefinition): unknown => {
    const result = worked.fields.get(field.name);
    if (result?.known) return result.value;
    if (field.type === 'rollup') return original ? original.record[field.name] : ofNoRecords(field);
    return form.isDirty ? undefined : original?.record[field.name];
  };

  if (!form.isReady) return <Loading />;
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      void form.submit();
    }
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={node}
      noValidate
      className={styles['form']}
      onKeyDown={onKeyDown}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <div className={styles['scroll']}>
        <div className={styles['column']}>
          {original && current && (
            <ChangedMeanwhile
              fields={changedMeanwhile(object, original.record, current.record, values)}
              isGone={current.isGone}
              onReload={form.isDirty ? undefined : onReload}
            />
          )}
          {general.length > 0 && (
            <div className={styles['problem']} role="alert" tabIndex={-1}>
              {general.map((message) => (
                <span key={message}>{message}</span>
              ))}
            </div>
          )}
          {generalRules.length > 0 && (
            <div className={styles['problem']}>
              {generalRules.map((message) => (
                <span key={message}>{message}</span>
              ))}
            </div>
          )}
          {general.length === 0 && refusedPlaces !== '' && (
            <div className={styles['problem']} role="status">
              {t('error.checkFields')} {t('record.failed')}
            </div>
          )}
          {object.record_types.length > 1 && (
            <Field label={t('record.recordType')}>
              {(control) => (
                <Select
                  {...control}
                  value={type?.name ?? ''}
                  onChange={(event) => form.set('record_type', event.target.value)}
                >
                  {object.record_types.map((candidate) => (
                    <option key={candidate.name} value={candidate.name}>
                      {candidate.label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
          {sections.map((section) => (
            <section key={section.position} className={styles['section']}>
              {section.label && section.label !== SYSTEM_LABEL && (
                <h2 className={styles['heading']}>{section.label}</h2>
              )}
              <div
                className={classes(
                  styles['fields'],
                  section.columns > 1 && styles[`columns${Math.min(section.columns, 3)}`],
                )}
              >
                {section.fields.map((item) => (
                  <div
                    key={item.field}
                    className={
                      item.wide || fieldModule(item.definition).wide ? styles['wide'] : undefined
                    }
                    onBlur={() => form.leave(item.field)}
                  >
                    <FormField
                      field={fieldForType(item.definition, type)}
                      value={
                        isComputed(item.definition) ? resultOf(item.definition) : values[item.field]
                      }
                      onChange={(value) => form.set(item.field, value)}
                      draft={values}
                      errors={refused[item.field] ?? broken[item.field]}
                      polite={!refused[item.field]}
                      required={item.required === true || item.definition.required}
                      autoFocus={item.field === firstField && !opensList(item)}
                    />
                  </div>
                ))}
              </div>
            </section>
          ))}
          <p className="visually-hidden" aria-live="polite">
            {[
              ...generalRules,
              ...Object.entries(broken).flatMap(([name, messages]) =>
                onForm.has(name) ? messages : [],
              ),
            ].join(' ')}
          </p>
          {form.duplicates.length > 0 && (
            <DuplicatePanel
              object={object}
              duplicates={form.duplicates}
              onSaveAnyway={() => void form.submit({ knowingly: true })}
            />
          )}
        </div>
      </div>
      <footer className={styles['foot']}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        {!original && (
          <Button disabled={form.busy} onClick={() => void form.submit({ again: true })}>
            {t('record.saveAndNew')}
          </Button>
        )}
        <Button type="submit" variant="primary" busy={form.busy} title="Ctrl+Enter">
          {t('common.save')}
        </Button>
      </footer>
      <LeaveGuard isDirty={isDirty} />
      {form.conflict && (
        <ConflictDialog
          conflict={form.conflict}
          busy={form.busy}
          onResolve={(keepMine) => void form.resolve(keepMine)}
          onClose={form.closeConflict}
        />
      )}
    </form>
  );
};
