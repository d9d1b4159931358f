import type { RouteObject } from 'react-router';

export const builderRoutes: RouteObject[] = [
  {
    path: 'setup',
    lazy: async () => ({ Component: (await import('./setup/SetupShell')).SetupShell }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./setup/SetupShell')).SetupHome }),
      },
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
          {
            path: 'layouts',
            lazy: async () => ({ Component: (await import('./layouts/LayoutsTab')).LayoutsTab }),
          },
          {
            path: 'layouts/:layout',
            lazy: async () => ({ Component: (await import('./layouts/LayoutEditor')).LayoutPage }),
          },
          {
            path: 'record-types',
            lazy: async () => ({
              Component: (await import('./types/RecordTypesTab')).RecordTypesTab,
            }),
          },
          {
            path: 'list-views',
            lazy: async () => ({ Component: (await import('./views/ListViewsTab')).ListViewsTab }),
          },
          {
            path: 'validation-rules',
            lazy: async () => ({
              Component: (await import('./validation/ValidationRulesTab')).ValidationRulesTab,
            }),
          },
          {
            path: 'sharing',
            lazy: async () => ({ Component: (await import('./sharing/SharingTab')).SharingTab }),
          },
          {
            path: 'duplicate-rules',
            lazy: async () => ({
              Component: (await import('./duplicates/DuplicateRulesTab')).DuplicateRulesTab,
            }),
          },
        ],
      },
      {
        path: 'value-sets',
        lazy: async () => ({
          Component: (await import('./valueSets/ValueSetsPage')).ValueSetsPage,
        }),
      },
      {
        path: 'apps',
        lazy: async () => ({ Component: (await import('./apps/AppsPage')).AppsPage }),
      },
      {
        path: 'translations',
        lazy: async () => ({
          Component: (await import('./translations/TranslationsPage')).TranslationsPage,
        }),
      },
      {
        path: 'users',
        lazy: async () => ({ Component: (await import('./users/UsersPage')).UsersPage }),
      },
      {
        path: 'sign-in-policy',
        lazy: async () => ({
          Component: (await import('./signIn/SignInPolicyPage')).SignInPolicyPage,
        }),
      },
      {
        path: 'roles',
        lazy: async () => ({ Component: (await import('./roles/RolesPage')).RolesPage }),
      },
      {
        path: 'teams',
        lazy: async () => ({ Component: (await import('./teams/TeamsPage')).TeamsPage }),
      },
      {
        path: 'permission-sets',
        lazy: async () => ({
          Component: (await import('./permissions/PermissionSetsPage')).PermissionSetsPage,
        }),
      },
      {
        path: 'permission-sets/:set',
        lazy: async () => ({
          Component: (await import('./permissions/PermissionSetPage')).PermissionSetPage,
        }),
      },
      {
        path: 'audit',
        lazy: async () => ({ Component: (await import('./audit/AuditPage')).AuditPage }),
      },
      {
        path: 'history',
        lazy: async () => ({
          Component: (await import('./revisions/RevisionsPage')).RevisionsPage,
        }),
      },
    ],
  },
];
