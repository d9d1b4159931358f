import type { QueryKey } from '@tanstack/react-query';
import type { ObjectChanges } from './gathered';

/**
 * Whether what is shown under this key may be different now. Counts are left alone: they are
 * expensive and asked for by hand.
 */
export function isAffected(
  [, object, what, subject, related]: QueryKey,
  changes: ReadonlyMap<string, ObjectChanges>,
): boolean {
  const changed = typeof object === 'string' ? changes.get(object) : undefined;
  switch (what) {
    case 'list':
    case 'pick':
      return changed !== undefined;
    case 'one':
    case 'name':
    case 'history':
      return typeof subject === 'string' && changed?.ids.has(subject) === true;
    case 'related':
      return typeof related === 'string' && changes.has(related);
    case 'timeline':
      // What belongs to a record happens to it too.
      return true;
    default:
      return false;
  }
}
