import type { RouteObject } from 'react-router';

export const transferRoutes: RouteObject[] = [
  {
    path: 'import',
    lazy: async () => ({ Component: (await import('./imports/ImportsPage')).ImportsPage }),
  },
  {
    path: 'import/new',
    lazy: async () => ({ Component: (await import('./imports/ImportWizard')).ImportWizard }),
  },
  {
    path: 'import/:id',
    lazy: async () => ({ Component: (await import('./imports/ImportPage')).ImportPage }),
  },
  {
    path: 'recycle-bin',
    lazy: async () => ({ Component: (await import('./recycle/RecycleBinPage')).RecycleBinPage }),
  },
];
