import type { AppNavigation, Me, ObjectSummary, Tab } from '@/api';

const APP_KEY = 'trellis.app';

export const tabPath = (tab: Tab): string =>
  `/o/${tab.object}${tab.list_view ? `?view=${encodeURIComponent(tab.list_view)}` : ''}`;

/** The app that was open last, else the first. */
export function currentApp(
  apps: AppNavigation[],
  chosen: string | null,
): AppNavigation | undefined {
  return apps.find((app) => app.name === chosen) ?? apps[0];
}

export const rememberedApp = (): string | null => localStorage.getItem(APP_KEY);

export const rememberApp = (name: string): void => localStorage.setItem(APP_KEY, name);

export function firstPlace(me: Me, objects: ObjectSummary[]): string | undefined {
  const tab = currentApp(me.apps, rememberedApp())?.tabs[0];
  if (tab) return tabPath(tab);
  const object = objects.find((candidate) => candidate.actions.read);
  return object && `/o/${object.name}`;
}
