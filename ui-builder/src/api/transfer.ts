import { apiUrl } from './address';
import { call } from './http';

export type PreviewColumn = {
  name: string;
  samples: string[];
  type?: string | null;
  suggestion?: { field: string; confidence: number } | null;
};

export type ImportPreview = {
  encoding?: string | null;
  separator?: string | null;
  sheets?: string[];
  columns: PreviewColumn[];
  rows?: number | null;
  warnings?: { code: string; message: string }[];
} & Record<string, unknown>;

export type ImportOperation = 'insert' | 'update' | 'upsert';

export type ImportOptions = {
  object: string;
  operation: ImportOperation;
  key?: string;
  mapping: Record<string, string>;
  encoding?: string;
  /** Of a workbook with several. */
  sheet?: string;
  date_format?: string;
  time_zone?: string;
  decimal_separator?: '.' | ',';
  /** A blank cell leaves the value of an existing record alone, or empties it. */
  blanks?: 'keep' | 'clear';
  on_error?: 'skip' | 'abort';
  /** By column: texts to be taken for others. */
  replace?: Record<string, Record<string, string>>;
};

export type ImportStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled' | 'undone';

export type ImportRun = {
  id: string;
  object: string;
  operation?: ImportOperation;
  file?: string | null;
  status: ImportStatus;
  total: number | null;
  done: number;
  created: number;
  updated: number;
  failed: number;
  created_at?: string;
  created_by?: { id: string; name: string } | null;
  error?: string | null;
  undo?: {
    removed: number;
    restored: number;
    kept: number;
    reasons: { code: string; count: number; message: string }[];
  };
} & Record<string, unknown>;

function form(file: File, options: unknown): FormData {
  const data = new FormData();
  data.set('file', file);
  data.set('options', JSON.stringify(options));
  return data;
}

export const previewImport = (
  file: File,
  options: { object: string; encoding?: string; sheet?: string },
  signal?: AbortSignal,
): Promise<ImportPreview> =>
  call('POST', '/imports/preview', { form: form(file, options), signal });

export const startImport = (file: File, options: ImportOptions): Promise<{ id: string }> =>
  call('POST', '/imports', { form: form(file, options) });

export const loadImports = (
  cursor?: string,
): Promise<{ imports: ImportRun[]; next_cursor: string | null }> =>
  call('GET', '/imports', { query: { cursor } });

export const loadImport = (id: string): Promise<ImportRun> =>
  call('GET', '/imports/{id}', { path: { id } });

export const cancelImport = (id: string): Promise<ImportRun> =>
  call('POST', '/imports/{id}/cancel', { path: { id }, body: {} });

export const undoImport = (id: string): Promise<unknown> =>
  call('DELETE', '/imports/{id}', { path: { id } });

export type RefusalReason = { message: string; rows: number; line: number };

/** Why rows were refused, the commonest reasons first. */
export const loadRefusals = (id: string): Promise<{ reasons: RefusalReason[] }> =>
  call('GET', '/imports/{id}/errors', { path: { id } });

export const importErrorsUrl = (id: string): string =>
  apiUrl('/imports/{id}/errors.csv', { path: { id } });

export type DeletedRecord = {
  id: string;
  object: string;
  name: string;
  deleted_at: string;
  deleted_by?: { id: string; name: string } | null;
};

export const loadRecycleBin = (
  object: string | undefined,
  cursor?: string,
): Promise<{ records: DeletedRecord[]; next_cursor: string | null }> =>
  call('GET', '/recycle-bin', { query: { object, cursor, limit: 50 } });
