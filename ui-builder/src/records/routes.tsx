import type { RouteObject } from 'react-router';

export const recordRoutes: RouteObject[] = [
  {
    path: 'o/:object',
    lazy: async () => ({ Component: (await import('./list/ListPage')).ListPage }),
  },
  {
    path: 'o/:object/new',
    lazy: async () => ({ Component: (await import('./form/NewPage')).NewPage }),
  },
  {
    path: 'o/:object/merge',
    lazy: async () => ({ Component: (await import('./merge/MergePage')).MergePage }),
  },
  {
    path: 'o/:object/:id',
    lazy: async () => ({ Component: (await import('./page/RecordPage')).RecordPage }),
  },
  {
    path: 'o/:object/:id/edit',
    lazy: async () => ({ Component: (await import('./form/EditPage')).EditPage }),
  },
];
