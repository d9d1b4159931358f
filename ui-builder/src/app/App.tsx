import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { onSignedOut, Problem, setRequestLanguage } from '@/api';
import { I18nProvider, type Language } from '@/i18n';
import { askAgain, meQuery } from '@/metadata';
import { ToastProvider } from '@/ui';
import { router } from './routes';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        failures < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
    },
  },
});

onSignedOut(() => {
  const { pathname, search } = window.location;
  if (pathname.startsWith('/sign-')) return;
  // What was read stays until the sign-in page is there: the page still on screen would ask anew.
  const expired = queryClient.getQueryData(meQuery.queryKey) !== undefined;
  void router.navigate('/sign-in', { state: { from: pathname + search, expired } });
});

/** Labels come from the server in the caller's language, so all of them are asked for again. */
function onLanguage(language: Language): void {
  setRequestLanguage(language);
  void askAgain(queryClient);
}

export const App = () => (
  <I18nProvider onLanguage={onLanguage}>
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  </I18nProvider>
);
