import { useQuery } from '@tanstack/react-query';
import { loadFileName } from '@/api';
import type { FileValue } from './storedFile';

/** The name of a file of which a record holds only the id. A file never changes, nor does its name. */
export function useFileName(file: FileValue | undefined): string {
  const asked = useQuery({
    queryKey: ['file-name', file?.id],
    queryFn: async () => (await loadFileName(file?.id ?? '')) ?? null,
    enabled: file !== undefined && file.name === undefined,
    staleTime: Infinity,
  });
  return file?.name ?? asked.data ?? '…';
}
