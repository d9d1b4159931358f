import { queryOptions, useQueries } from '@tanstack/react-query';
import { use, useMemo, useState } from 'react';
import { readRecord, type ObjectDescription } from '@/api';
import { objectQuery, useMe } from '@/metadata';
import { callerFacts } from './callerFacts';
import {
  isEmpty,
  nothing,
  type Found,
  type Plan,
  type Values,
  type WantedRecord,
  type Worked,
} from './plan';
import type { workOut } from './workOut';

type Engine = { workOut: typeof workOut };

let engine: Promise<Engine | undefined> | undefined;

/** Without it forms work as ever: the server decides. */
const loadEngine = () =>
  (engine ??= import('./workOut').catch(() => {
    engine = undefined;
    return undefined;
  }));

const A_MINUTE = 60_000;

const wantedQuery = ({ object, id, fields }: WantedRecord) =>
  queryOptions({
    queryKey: ['records', object, 'one', id, fields],
    queryFn: async () => (await readRecord(object, id, [...fields])).record,
    staleTime: A_MINUTE,
    // Who may not read it is told so once.
    retry: false,
  });

type Loaded<T> = { data: T | undefined; status: string; fetchStatus: string };

/** Without a network nothing is on its way. */
const settled = <T>(results: Loaded<T>[]): (Found<T> | undefined)[] =>
  results.map(({ data, status, fetchStatus }) =>
    status === 'pending' && fetchStatus !== 'paused' ? undefined : { found: data },
  );

const keyOf = ({ object, id, fields }: WantedRecord): string => `${object} ${id} ${fields.join()}`;

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('|') === b.join('|');

/**
 * What the formulas of a plan come to, anew with every change of the values. Records that are
 * referred to are fetched when a formula asks for them; until they are there the last answer stands,
 * so that nothing flickers. Undefined before the first answer.
 *
 * @param plan must be the same as long as it says the same
 */
export function useWorked(
  plan: Plan,
  object: ObjectDescription,
  values: Values,
  original: Values | undefined,
): Worked | undefined {
  const me = useMe();
  const caller = useMemo(() => callerFacts(me), [me]);
  const timeZone = me.tenant.time_zone;
  const loaded = isEmpty(plan) ? undefined : use(loadEngine());
  const [records, setRecords] = useState<readonly WantedRecord[]>([]);
  const [objects, setObjects] = useState<readonly string[]>([]);
  const foundRecords = useQueries({ queries: records.map(wantedQuery), combine: settled });
  const foundObjects = useQueries({ queries: objects.map(objectQuery), combine: settled });
  const worked = useMemo(() => {
    if (!loaded) return nothing;
    const recordKeys = records.map(keyOf);
    return loaded.workOut(plan, {
      object,
      values,
      original,
      caller,
      timeZone,
      related: (wanted) => foundRecords[recordKeys.indexOf(keyOf(wanted))],
      described: (name) => foundObjects[objects.indexOf(name)],
    });
  }, [
    loaded,
    plan,
    object,
    values,
    original,
    caller,
    timeZone,
    records,
    foundRecords,
    objects,
    foundObjects,
  ]);
  const [last, setLast] = useState<Worked>();

  if (!isSame(worked.records.map(keyOf), records.map(keyOf))) setRecords(worked.records);
  if (!isSame(worked.objects, objects)) setObjects(worked.objects);
  if (!worked.isPending && worked !== last) setLast(worked);
  return worked.isPending ? last : worked;
}
