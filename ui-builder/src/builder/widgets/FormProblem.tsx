import { Problem, useProblemText, violationsByField } from '@/api';
import { useT } from '@/i18n';
import { Callout } from '@/ui';

/** What is wrong with a form, by the fields it shows; the rest is under ''. */
export const formErrors = (
  problem: unknown,
  fields: readonly string[],
): Record<string, string[]> =>
  problem instanceof Problem
    ? violationsByField(problem.violations, (field) => fields.includes(field))
    : {};

/** What is wrong with no field in particular, or that fields are marked. */
export const FormProblem = ({
  problem,
  errors,
}: {
  problem: unknown;
  errors: Record<string, string[]>;
}) => {
  const t = useT();
  const problemText = useProblemText();
  if (problem === null) return null;
  const marked = Object.keys(errors).some((field) => field !== '');
  return (
    <Callout tone="danger">
      {errors['']?.join(' ') ?? (marked ? t('error.checkFields') : problemText(problem))}
    </Callout>
  );
};
