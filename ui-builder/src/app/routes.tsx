import { createBrowserRouter } from 'react-router';
import { builderRoutes } from '@/builder/routes';
import { recordRoutes } from '@/records/routes';
import { transferRoutes } from '@/transfer/routes';
import { RouteError } from './RouteError';
import { Shell } from './shell/Shell';

/** Every page is a chunk of its own. */
export const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: async () => ({ Component: (await import('./auth/SignInPage')).SignInPage }),
  },
  {
    path: '/sign-up',
    lazy: async () => ({ Component: (await import('./auth/SignUpPage')).SignUpPage }),
  },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('./HomePage')).HomePage }),
          },
          ...recordRoutes,
          ...builderRoutes,
          ...transferRoutes,
          { path: '*', lazy: async () => ({ Component: (await import('./NotFound')).NotFound }) },
        ],
      },
    ],
  },
]);
