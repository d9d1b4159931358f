import { useQueryClient } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useNavigate, useRouteError } from 'react-router';
import { Problem, useProblemText } from '@/api';
import { useT } from '@/i18n';
import { Button, EmptyState } from '@/ui';
import { NotFound } from './NotFound';

/** Shown in place of a page that could not be loaded or drawn; the shell around it stays. */
export const RouteError = () => {
  const t = useT();
  const error = useRouteError();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const client = useQueryClient();

  if (error instanceof Problem && error.status === 404) {
    return <NotFound />;
  }
  const retry = async () => {
    await client.resetQueries({ predicate: (query) => query.state.status === 'error' });
    await navigate('.', { replace: true });
  };
  return (
    <EmptyState
      icon={CircleAlert}
      title={t('error.title')}
      actions={<Button onClick={() => void retry()}>{t('common.retry')}</Button>}
    >
      {problemText(error)}
      {error instanceof Problem && error.traceId && (
        <>
          <br />
          <small>{t('error.reference', { trace: error.traceId })}</small>
        </>
      )}
    </EmptyState>
  );
};
