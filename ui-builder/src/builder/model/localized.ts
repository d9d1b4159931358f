import type { Language } from '@/i18n';
import type { Localized } from './documents';

const textsOf = (value: Localized | undefined): Record<string, string> =>
  value === undefined || value === '' ? {} : typeof value === 'string' ? { en: value } : value;

/** The text for a language, else English, else any: as the server chooses. */
export function textIn(value: Localized | undefined, language: string): string {
  const texts = textsOf(value);
  return texts[language] ?? texts['en'] ?? Object.values(texts)[0] ?? '';
}

/** What is written in exactly this language. */
export const ownText = (value: Localized | undefined, language: string): string =>
  textsOf(value)[language] ?? '';

export function withText(
  value: Localized | undefined,
  language: Language,
  text: string,
): Localized | undefined {
  const texts = { ...textsOf(value) };
  if (text === '') delete texts[language];
  else texts[language] = text;
  return Object.keys(texts).length === 0 ? undefined : texts;
}
