import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  createRecord,
  findDuplicates,
  patchRecord,
  Problem,
  readRecord,
  useProblemText,
  type Duplicates,
  type ObjectDescription,
  type RecordWithTag,
  type Saved,
} from '@/api';
import { wireValue } from '@/fields';
import { formPlan, nothing } from '../formulas/plan';
import { useWorked } from '../formulas/useWorked';
import { pageFields, placedLayout } from '../layout';
import {
  changedFields,
  conflictsOf,
  initialValues,
  withValue,
  type Conflict,
  type Values,
} from './draft';
import { refusedDuplicates } from './refusedDuplicates';
import { brokenRules, byPlace, refusalsOf, standing, type Refusal } from './refusals';

export type FormConflict = { fields: Conflict[]; theirs: RecordWithTag };

/**
 * A form's values, what formulas make of them, and what became of saving them. A failed save changes
 * nothing here but the messages.
 */
export function useRecordForm({
  object,
  original,
  given,
  onSaved,
}: {
  object: ObjectDescription;
  /** The record that is edited; without one a new one is made. */
  original: RecordWithTag | undefined;
  given: Values;
  onSaved: (saved: Saved, again: boolean) => void;
}) {
  const client = useQueryClient();
  const problemText = useProblemText();
  const [start] = useState<Values>(() => original?.record ?? initialValues(object, given));
  const [values, setValues] = useState(start);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  /** The values that the server has refused: nothing here knows better about these. */
  const [judged, setJudged] = useState<Values>();
  /** The fields that the person has left; null once everything has been sent. */
  const [left, setLeft] = useState<ReadonlySet<string> | null>(new Set());
  const [conflict, setConflict] = useState<FormConflict>();
  const [duplicates, setDuplicates] = useState<Duplicates['duplicates']>([]);
  const [busy, setBusy] = useState(false);
  // A retry of the same form must not create a second record.
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID());

  const recordType = values['record_type'];
  const layout = useMemo(() => placedLayout(object, recordType), [object, recordType]);
  const plan = useMemo(() => formPlan(object, layout, !original), [object, layout, original]);
  const worked = useWorked(plan, object, values, original?.record);

  const editable = object.fields.filter((field) => field.editable);
  const changes = () => {
    const type = object.record_types.length > 0 ? { record_type: values['record_type'] } : {};
    if (original) {
      const changed = changedFields(editable, original.record, values);
      return values['record_type'] === original.record['record_type']
        ? changed
        : { ...changed, ...type };
    }
    const entered = editable.filter((field) => field.name in values);
    return {
      ...Object.fromEntries(
        entered.map((field) => [field.name, wireValue(field, values[field.name])]),
      ),
      ...type,
    };
  };

  const fail = (error: unknown) => {
    if (!(error instanceof Problem)) {
      setRefusals([{ place: '', message: problemText(error), rule: undefined }]);
      return;
    }
    const found = refusalsOf(error.violations, (name) =>
      editable.some((field) => field.name === name),
    );
    setRefusals(
      found.length > 0 ? found : [{ place: '', message: problemText(error), rule: undefined }],
    );
    setJudged(values);
    setRequestKey(crypto.randomUUID());
    void refusedDuplicates(object, error.violations).then(setDuplicates);
  };

  const saveChanges = async (
    id: string,
    mine: Record<string, unknown>,
    etag: string | undefined,
  ): Promise<Saved | undefined> => {
    try {
      return await patchRecord(object.name, id, mine, etag);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412 || !original) throw error;
      const theirs = await readRecord(object.name, id, pageFields(object));
      const fields = conflictsOf(object, original.record, theirs.record, mine, values);
      if (fields.length === 0) return patchRecord(object.name, id, mine, theirs.etag);
      setConflict({ fields, theirs });
      return undefined;
    }
  };

  const submit = async ({ again = false, knowingly = false } = {}) => {
    if (busy) return;
    setBusy(true);
    setRefusals([]);
    setJudged(undefined);
    setLeft(null);
    try {
      const mine = changes();
      if (!original && !knowingly) {
        const found = await findDuplicates(object.name, mine).catch(() => ({
          rules: [],
          duplicates: [],
        }));
        const alike = found.duplicates.filter((one) => one.records.length > 0);
        setDuplicates(alike);
        if (alike.length > 0) return;
      }
      const saved = original
        ? await saveChanges(original.record.id, mine, original.etag)
        : await createRecord(object.name, mine, requestKey);
      if (!saved) return;
      await client.invalidateQueries({ queryKey: ['records'] });
      onSaved(saved, again);
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };

  /** After a conflict: the fields whose own value is kept are saved on top of theirs. */
  const resolve = async (keepMine: ReadonlySet<string>) => {
    if (!conflict || !original) return;
    const decided = new Set(conflict.fields.map(({ field }) => field.name));
    const mine = Object.fromEntries(
      Object.entries(changes()).filter(([name]) => !decided.has(name) || keepMine.has(name)),
    );
    setBusy(true);
    try {
      const saved = await patchRecord(object.name, original.record.id, mine, conflict.theirs.etag);
      await client.invalidateQueries({ queryKey: ['records'] });
      onSaved(saved, false);
    } catch (error) {
      fail(error);
    } finally {
      setConflict(undefined);
      setBusy(false);
    }
  };

  const answer = worked ?? nothing;
  const isJudged = values === judged;
  const refused = isJudged ? refusals : standing(object, refusals);
  const broken = isJudged
    ? []
    : brokenRules(object, answer, (field) => left === null || left.has(field));
  return {
    /** Whether what the form shows and hides is known. */
    isReady: worked !== undefined,
    layout,
    /** What the form shows: defaults stand where the person has entered nothing. */
    values: { ...answer.defaults, ...values },
    worked: answer,
    /** What the server said, and has not been overtaken by what was typed since. */
    refused: byPlace(refused),
    isJudged,
    /** What the server would say about rules. */
    broken: byPlace(broken),
    conflict,
    duplicates,
    busy,
    isDirty: values !== start,
    set: (name: string, value: unknown) => {
      setValues((before) => withValue(object, before, name, value));
      setRefusals((before) => standing(object, before).filter(({ place }) => place !== name));
    },
    leave: (name: string) => {
      if (left && !left.has(name)) setLeft(new Set([...left, name]));
    },
    submit,
    resolve,
    closeConflict: () => setConflict(undefined),
  };
}
