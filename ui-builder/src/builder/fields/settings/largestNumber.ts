/**
 * 6 digits, 2 of them decimals → `9,999.99`. Written by hand because doubles end at 15 digits.
 */
export function largestNumber(precision: number, scale: number, language: string): string {
  const parts = new Intl.NumberFormat(language).formatToParts(11111.1);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const whole = '9'.repeat(Math.max(0, precision - scale)) || '0';
  const grouped = whole.replace(/\B(?=(9{3})+$)/g, sign('group'));
  return scale > 0 ? `${grouped}${sign('decimal')}${'9'.repeat(scale)}` : grouped;
}
