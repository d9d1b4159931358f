import type { QueryClient } from '@tanstack/react-query';

/**
 * Everything read is asked for again, as after a change of language. Invalidating alone waits for a
 * first request under way, whose answer is still what was asked for before the change.
 */
export async function askAgain(queries: QueryClient): Promise<void> {
  await queries.cancelQueries();
  await queries.invalidateQueries();
}
