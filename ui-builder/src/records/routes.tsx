import type { RouteObject } from 'react-router';

export const recordRoutes: RouteObject[] = [
  {
    path: 'o/:object',
    lazy: async () => ({ Component: (await import('./list/ListPage')).ListPage }),
  },
];
