import { queryOptions } from '@tanstack/react-query';
import { loadComponents, type Component } from '@/api';

type Translation = Component & { locale: string; labels?: Record<string, string> };

/** The tenant's own texts by name, in this language as far as there are any. */
export const labelsQuery = (language: string) =>
  queryOptions({
    queryKey: ['labels', language],
    queryFn: async () =>
      labelsIn(language, (await loadComponents<Translation>('translation')).components),
    staleTime: 60_000,
  });

export function labelsIn(language: string, translations: Translation[]): Record<string, string> {
  const own = translations.filter(({ locale }) => locale === language);
  return [...translations, ...own].reduce((all, { labels }) => ({ ...all, ...labels }), {});
}
