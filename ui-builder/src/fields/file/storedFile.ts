import { isDecimal } from '@/api';
import { membersOf } from '../shared/values';

export type FileValue = { id: string; name?: string; size?: number };

/** A file comes as its id; just uploaded, with its name and size. */
export function storedFile(value: unknown): FileValue | undefined {
  if (typeof value === 'string' && value !== '') return { id: value };
  const members = membersOf(value);
  const id = members?.['id'];
  if (typeof id !== 'string') return undefined;
  const { name, size } = members as { name?: unknown; size?: unknown };
  return {
    id,
    ...(typeof name === 'string' && { name }),
    ...(isDecimal(size) && { size: Number(size) }),
  };
}

export function fileSize(bytes: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}
