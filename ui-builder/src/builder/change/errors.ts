import { pointerParts, Problem } from '@/api';

/** What is wrong with one component of a change set, by its property; the rest is under ''. */
export function componentErrors(
  problem: unknown,
  known: readonly string[],
  index = 0,
): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  if (!(problem instanceof Problem)) return result;
  for (const violation of problem.violations) {
    const parts = pointerParts(violation.pointer);
    const inChangeSet = parts[0] === 'components';
    if (inChangeSet && parts[1] !== String(index)) continue;
    const property = (inChangeSet ? parts[2] : parts[0]) ?? '';
    const place = known.includes(property) ? property : '';
    (result[place] ??= []).push(violation.message);
  }
  return result;
}

/** Violations that no form of this component shows. */
export const otherViolations = (problem: Problem, known: readonly string[]): string[] =>
  componentErrors(problem, known)[''] ?? [];
