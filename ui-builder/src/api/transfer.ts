import { apiUrl, type Schemas } from './address';
import { call } from './http';

export type ImportPreview = Schemas['PreviewView'];

export type PreviewColumn = Schemas['PreviewColumn'];

export type ImportOperation = ImportRun['operation'];

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

export type ImportRun = Schemas['ImportView'];

export type ImportStatus = ImportRun['status'];

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

export const loadImports = (cursor?: string): Promise<Schemas['ImportPage']> =>
  call('GET', '/imports', { query: { cursor } });

export const loadImport = (id: string): Promise<ImportRun> =>
  call('GET', '/imports/{id}', { path: { id } });

export const cancelImport = (id: string): Promise<ImportRun> =>
  call('POST', '/imports/{id}/cancel', { path: { id }, body: {} });

export const undoImport = (id: string): Promise<unknown> =>
  call('DELETE', '/imports/{id}', { path: { id } });

/** Why rows were refused, the commonest reasons first. */
export const loadRefusals = (id: string): Promise<Schemas['RefusalPage']> =>
  call('GET', '/imports/{id}/errors', { path: { id } });

export const importErrorsUrl = (id: string): string =>
  apiUrl('/imports/{id}/errors.csv', { path: { id } });

export type DeletedRecord = Schemas['DeletedRecord'];

export const loadRecycleBin = (
  object: string | undefined,
  cursor?: string,
): Promise<Schemas['RecycleBinPage']> =>
  call('GET', '/recycle-bin', { query: { object, cursor, limit: 50 } });
