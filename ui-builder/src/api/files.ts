import { apiUrl, call } from './http';

export type StoredFile = { id: string; name: string; size: number; type: string };

export function uploadFile(file: File): Promise<StoredFile> {
  const form = new FormData();
  form.set('file', file);
  return call('POST', '/files', { form });
}

export const fileUrl = (id: string): string => apiUrl(`/files/${encodeURIComponent(id)}`);
