import { createBrowserRouter } from 'react-router';
import { builderRoutes } from '@/builder/routes';
import { recordRoutes } from '@/records/routes';
import { transferRoutes } from '@/transfer/routes';
import { NotFound } from './NotFound';
import { RouteError } from './RouteError';
import { Loading } from '@/ui';
import { Shell } from './shell/Shell';

/** Every page is a chunk of its own. */
export const router = createBrowserRouter([
  {
    path: '/sign-in',
    HydrateFallback: Loading,
    lazy: async () => ({ Component: (await import('./auth/SignInPage')).SignInPage }),
  },
  {
    path: '/sign-up',
    HydrateFallback: Loading,
    lazy: async () => ({ Component: (await import('./auth/SignUpPage')).SignUpPage }),
  },
  {
    path: '/forgot-password',
    HydrateFallback: Loading,
    lazy: async () => ({
      Component: (await import('./auth/ForgotPasswordPage')).ForgotPasswordPage,
    }),
  },
  {
    path: '/set-password',
    HydrateFallback: Loading,
    lazy: async () => ({ Component: (await import('./auth/SetPasswordPage')).SetPasswordPage }),
  },
  {
    path: '/',
    Component: Shell,
    HydrateFallback: Loading,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('./HomePage')).HomePage }),
          },
          {
            path: 'profile',
            lazy: async () => ({
              Component: (await import('./account/ProfilePage')).ProfilePage,
            }),
          },
          ...recordRoutes,
          ...builderRoutes,
          ...transferRoutes,
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]);
