import { apiUrl } from './address';
import { call } from './http';

export type StoredFile = { id: string; name: string; size: number; type: string };

export function uploadFile(file: File): Promise<StoredFile> {
  const form = new FormData();
  form.set('file', file);
  return call('POST', '/files', { form });
}

/** What a stored file is called, read from the header of its download. */
export async function loadFileName(id: string): Promise<string | undefined> {
  const response = await fetch(fileUrl(id), { method: 'HEAD', credentials: 'same-origin' });
  const disposition = response.ok ? response.headers.get('Content-Disposition') : null;
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}

export const fileUrl = (id: string): string => apiUrl('/files/{id}', { path: { id } });
