import type { RouteObject } from 'react-router';

export const transferRoutes: RouteObject[] = [];
