import { useQuery } from '@tanstack/react-query';
import { listRecords } from '@/api';
import type { ReferenceValue } from './referenceValue';

/** The name of the record that is referred to; where only an id came, it is asked for. */
export function useReferenceName(
  object: string | undefined,
  reference: ReferenceValue | undefined,
): string | undefined {
  const id = reference?.id;
  const asked = useQuery({
    queryKey: ['records', object, 'name', id],
    queryFn: () => listRecords(object ?? '', { filter: `id = "${id}"`, fields: ['id', 'name'] }),
    enabled: id !== undefined && reference?.name === undefined && Boolean(object),
    staleTime: 60_000,
  });
  const name = reference?.name ?? asked.data?.records[0]?.['name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}
