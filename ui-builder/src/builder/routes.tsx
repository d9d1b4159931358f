import { Navigate, type RouteObject } from 'react-router';

export const builderRoutes: RouteObject[] = [
  {
    path: 'setup',
    lazy: async () => ({ Component: (await import('./setup/SetupShell')).SetupShell }),
    children: [
      { index: true, element: <Navigate to="objects" replace /> },
      {
        path: 'objects',
        lazy: async () => ({ Component: (await import('./objects/ObjectsPage')).ObjectsPage }),
      },
      {
        path: 'objects/:object',
        lazy: async () => ({ Component: (await import('./objects/ObjectPage')).ObjectPage }),
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('./fields/FieldsTab')).FieldsTab }),
          },
        ],
      },
    ],
  },
];
