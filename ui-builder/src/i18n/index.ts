export { type MessageKey, type Parameters } from './format';
export { I18nProvider } from './I18nProvider';
export { closestLanguage, hasChosenLanguage, languages, type Language } from './languages';
export { useI18n, useT, type Translate } from './useI18n';
