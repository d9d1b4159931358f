import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { checkFormula, Problem, type FormulaFindings, type Violation } from '@/api';
import { useDebounced } from '@/ui';
import type { FormulaSetting } from './formula';

export type FormulaCheck = {
  /** Of the text as it was checked last; a moment later than what is typed. */
  findings: FormulaFindings | undefined;
  /** Whether they are about the text as it is now. */
  isCurrent: boolean;
  violations: readonly Violation[];
};

const nothing: readonly Violation[] = [];

/** What the server says of a formula while it is written. */
export function useFormulaCheck(setting: FormulaSetting, value: string): FormulaCheck {
  const expression = useDebounced(value, 350);
  const { object, returns, blanks, rule } = setting;
  const isBlank = expression.trim() === '';
  const query = useQuery({
    queryKey: ['metadata', 'formula-check', object, expression, returns, blanks, rule],
    queryFn: ({ signal }) => checkFormula({ object, expression, returns, blanks, rule }, signal),
    enabled: !isBlank,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (isBlank) return { findings: undefined, isCurrent: true, violations: nothing };
  const isCurrent = expression === value && !query.isPlaceholderData && !query.isPending;
  // A formula that is longer than the server reads at all is refused as a request.
  const refused = query.error instanceof Problem ? query.error.violations : undefined;
  return {
    findings: query.data,
    isCurrent,
    violations: refused ?? query.data?.violations ?? nothing,
  };
}
