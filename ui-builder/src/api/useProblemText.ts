import { useCallback } from 'react';
import { useT } from '@/i18n';
import { Problem } from './problem';

/** What to tell a person about a failure; the server's texts are in their language already. */
export function useProblemText(): (error: unknown) => string {
  const t = useT();
  return useCallback(
    (error) => {
      if (!(error instanceof Problem)) return t('error.unexpected');
      if (error.status === 0) return t('error.unreachable');
      if (error.status === 429 && error.retryAfter !== undefined) {
        return t('error.tooMany', { seconds: error.retryAfter });
      }
      const general = error.violations.filter((violation) => violation.pointer === '');
      if (general.length > 0) return general.map((violation) => violation.message).join(' ');
      // What is refused for one record says why: more than that something is not permitted.
      if (error.status === 403 && error.violations.length > 0) {
        return error.violations.map((violation) => violation.message).join(' ');
      }
      return error.detail ?? error.violations[0]?.message ?? error.title;
    },
    [t],
  );
}
