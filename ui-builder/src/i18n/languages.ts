import type { MessageKey } from './format';

export const languages = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Language = keyof typeof languages;

const STORAGE_KEY = 'trellis.language';

const isLanguage = (text: string | null | undefined): text is Language =>
  text !== null && text !== undefined && text in languages;

/** The person's earlier choice, else the closest to what the browser asks for. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(STORAGE_KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.some((wanted) => wanted.toLowerCase().startsWith('zh')) &&
    !navigator.language.toLowerCase().startsWith('en')
    ? 'zh-CN'
    : 'en';
}

export const hasChosenLanguage = (): boolean => isLanguage(localStorage.getItem(STORAGE_KEY));

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
}

export const closestLanguage = (locale: string): Language =>
  locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

export type Messages = Record<MessageKey, string>;

/** Only the language in use is downloaded. */
export const loadMessages = (language: Language): Promise<Messages> =>
  language === 'zh-CN'
    ? import('./zh-CN').then((module) => module.zhCN)
    : import('./en').then((module) => module.en);
