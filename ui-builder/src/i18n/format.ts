import type { en } from './en';

export type MessageKey = keyof typeof en;

export type Parameters = Record<string, string | number>;

/**
 * Fills a message in. `{name}` is replaced; `{count|record|records}` chooses by the plural of
 * `count` (languages without plurals simply do not use it).
 */
export function formatMessage(message: string, parameters: Parameters, language: string): string {
  return message.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, name: string, one, other) => {
      const value = parameters[name];
      if (value === undefined) return whole;
      if (one === undefined) {
        return typeof value === 'number' ? value.toLocaleString(language) : value;
      }
      const isOne = new Intl.PluralRules(language).select(Number(value)) === 'one';
      return String(isOne ? one : other);
    },
  );
}
