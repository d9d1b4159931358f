/** A proposal for the address of a workspace: `Müller & Söhne` → `muller-sohne`. */
export function proposedAddress(company: string): string {
  return company
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 39)
    .replace(/-+$/, '');
}

export const ADDRESS_PATTERN = '[a-z][a-z0-9\\-]{1,38}';

const currencyByZone: Record<string, string> = {
  'Asia/Shanghai': 'CNY',
  'Asia/Urumqi': 'CNY',
  'Asia/Hong_Kong': 'HKD',
  'Asia/Taipei': 'TWD',
  'Asia/Tokyo': 'JPY',
  'Asia/Singapore': 'SGD',
  'Europe/London': 'GBP',
  'Europe/Zurich': 'CHF',
};

export const localTimeZone = (): string =>
  Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function likelyCurrency(timeZone: string): string {
  return currencyByZone[timeZone] ?? (timeZone.startsWith('Europe/') ? 'EUR' : 'USD');
}

export const currencies = (): string[] => Intl.supportedValuesOf('currency');

export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes('UTC') ? zones : ['UTC', ...zones];
}
