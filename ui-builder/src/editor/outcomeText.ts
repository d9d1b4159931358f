import { decimalText, isDecimal, type FormulaOutcome } from '@/api';
import type { Translate } from '@/i18n';

/** A value as it would be written in a formula. */
export function outcomeText({ value, error }: FormulaOutcome, t: Translate): string {
  if (error) return error.message;
  if (value === null || value === undefined || value === '') return t('editor.blank');
  if (isDecimal(value)) return decimalText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
