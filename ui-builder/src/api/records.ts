import type { Json } from './json';
import { apiUrl, type Schemas } from './address';
import { call, request, type Answer } from './http';

/** A record: its system fields and the fields that were asked for. */
export type RecordData = { id: string; version?: number } & Record<string, Json | undefined>;

export type RecordWithTag = { record: RecordData; etag: string | undefined };

/** What a rule of the kind that warns has found: the ids of the records that look the same. */
export type SaveWarning = { code: 'possible_duplicate'; rule: string; records: string[] };

export type Saved = RecordWithTag & { warnings: SaveWarning[] };

export type ListQuery = {
  filter?: string | undefined;
  q?: string | undefined;
  sort?: string[] | undefined;
  fields?: string[] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
  count?: 'exact' | 'estimate' | undefined;
};

export type RecordPage = { records: RecordData[]; next_cursor: string | null; total?: number };

function parameters(query: ListQuery) {
  return {
    filter: query.filter,
    q: query.q,
    sort: query.sort?.join(','),
    fields: query.fields?.join(','),
    limit: query.limit,
    cursor: query.cursor,
    count: query.count,
  };
}

export const listRecords = (
  object: string,
  query: ListQuery,
  signal?: AbortSignal,
): Promise<RecordPage> =>
  call('GET', '/records/{object}', { path: { object }, query: parameters(query), signal });

export const listRelated = (
  object: string,
  id: string,
  relationship: string,
  query: ListQuery,
): Promise<RecordPage> =>
  call('GET', '/records/{object}/{id}/related/{relationship}', {
    path: { object, id, relationship },
    query: parameters(query),
  });

export async function readRecord(
  object: string,
  id: string,
  fields?: string[],
): Promise<RecordWithTag> {
  const answer: Answer<RecordData> = await request('GET', '/records/{object}/{id}', {
    path: { object, id },
    query: { fields: fields?.join(',') },
  });
  return { record: answer.data, etag: answer.etag };
}

function saved(answer: Answer<RecordData>): Saved {
  const { warnings, ...record } = answer.data;
  return {
    record: record,
    etag: answer.etag,
    warnings: (warnings ?? []) as unknown as SaveWarning[],
  };
}

export type Fields = Record<string, unknown>;

export async function createRecord(
  object: string,
  fields: Fields,
  idempotencyKey: string,
): Promise<Saved> {
  return saved(
    await request('POST', '/records/{object}', { path: { object }, body: fields, idempotencyKey }),
  );
}

export async function patchRecord(
  object: string,
  id: string,
  fields: Fields,
  ifMatch?: string,
): Promise<Saved> {
  return saved(
    await request('PATCH', '/records/{object}/{id}', {
      path: { object, id },
      body: fields,
      ifMatch,
    }),
  );
}

export const deleteRecord = (object: string, id: string): Promise<void> =>
  call('DELETE', '/records/{object}/{id}', { path: { object, id } });

export const restoreRecord = (object: string, id: string): Promise<RecordData> =>
  call('POST', '/records/{object}/{id}/restore', { path: { object, id }, body: {} });

export type BulkResult = {
  id?: string;
  status: 'created' | 'updated' | 'deleted' | 'failed';
  violations?: { pointer: string; code: string; message: string }[];
};

export const bulk = (
  object: string,
  operation: 'insert' | 'update' | 'upsert' | 'delete',
  records: Fields[],
): Promise<{ results: BulkResult[] }> =>
  call('POST', '/records/{object}/bulk', { path: { object }, body: { operation, records } });

export type Duplicates = {
  /** The rules that were asked; without any, nothing was looked for. */
  rules: string[];
  duplicates: {
    rule: string;
    mode: 'strict' | 'warning';
    records: { id: string; name: string | null }[];
  }[];
};

export const findDuplicates = (object: string, fields: Fields): Promise<Duplicates> =>
  call('POST', '/records/{object}/find-duplicates', { path: { object }, body: fields });

export type MergeRequest = {
  winner: string;
  losers: string[];
  /** Values that the winner takes from others; what is not here it keeps. */
  fields: Record<string, { from: string }>;
};

export async function mergeRecords(
  object: string,
  { winner, ...body }: MergeRequest,
): Promise<Saved> {
  return saved(
    await request('POST', '/records/{object}/{id}/merge', { path: { object, id: winner }, body }),
  );
}

export type HistoryEntry = Schemas['HistoryEntry'];

export const loadHistory = (
  object: string,
  id: string,
  cursor?: string,
): Promise<Schemas['HistoryPage']> =>
  call('GET', '/records/{object}/{id}/history', { path: { object, id }, query: { cursor } });

export type TimelineEvent = Schemas['TimelineEvent'];

export const loadTimeline = (
  object: string,
  id: string,
  cursor?: string,
): Promise<Schemas['TimelinePage']> =>
  call('GET', '/records/{object}/{id}/timeline', { path: { object, id }, query: { cursor } });

export const search = (q: string, signal?: AbortSignal): Promise<Schemas['SearchAnswer']> =>
  call('GET', '/search', { query: { q, limit: 20 }, signal });

export const exportUrl = (
  object: string,
  format: 'csv' | 'xlsx' | 'jsonl',
  query: ListQuery,
): string =>
  apiUrl('/records/{object}/export', {
    path: { object },
    query: { format, ...parameters(query) },
  });
