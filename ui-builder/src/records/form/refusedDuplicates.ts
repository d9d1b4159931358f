import { readRecord, type Duplicates, type ObjectDescription, type Violation } from '@/api';
import { recordName } from '../recordName';

/** What a strict rule found when it refused a save: the violation has ids, people want names. */
export async function refusedDuplicates(
  object: ObjectDescription,
  violations: readonly Violation[],
): Promise<Duplicates['duplicates']> {
  const refused = violations.filter((violation) => violation.code === 'duplicate_record');
  return Promise.all(
    refused.map(async ({ params }) => ({
      rule: typeof params?.['rule'] === 'string' ? params['rule'] : '',
      mode: 'strict' as const,
      records: await named(object, params?.['records']),
    })),
  );
}

function named(object: ObjectDescription, ids: unknown) {
  const known = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  return Promise.all(
    known.map(async (id) => {
      const answer = await readRecord(object.name, id, [object.name_field]).catch(() => undefined);
      return { id, name: (answer && recordName(object, answer.record)) ?? null };
    }),
  );
}
