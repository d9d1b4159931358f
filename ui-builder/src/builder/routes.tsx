import type { RouteObject } from 'react-router';

export const builderRoutes: RouteObject[] = [];
