import { createContext, useContext } from 'react';
import type { MessageKey, Parameters } from './format';
import type { Language } from './languages';

export type Translate = (key: MessageKey, parameters?: Parameters) => string;

export type I18n = {
  language: Language;
  t: Translate;
  setLanguage: (language: Language, remember?: boolean) => void;
};

export const I18nContext = createContext<I18n | undefined>(undefined);

export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error('useI18n outside of I18nProvider');
  return value;
}

export const useT = (): Translate => useI18n().t;
