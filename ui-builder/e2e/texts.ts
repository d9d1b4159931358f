import { en } from '@/i18n/en';
import { zhCN } from '@/i18n/zh-CN';
import { formatMessage, type MessageKey, type Parameters } from '@/i18n/format';
import type { Language } from '@/i18n';

/** What the interface says, in the language of the journey. */
export const textsIn =
  (language: Language) =>
  (key: MessageKey, parameters: Parameters = {}): string =>
    formatMessage((language === 'en' ? en : zhCN)[key], parameters, language);
