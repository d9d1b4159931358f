import type { FieldType } from '@/api';
import type { Operator } from '@/fields';
import type { MessageKey } from '@/i18n';

const ofTime: Partial<Record<Operator, MessageKey>> = {
  less: 'filter.op.before',
  less_or_equal: 'filter.op.on_or_before',
  greater: 'filter.op.after',
  greater_or_equal: 'filter.op.on_or_after',
};

/** Numbers are less, dates are before. */
export function operatorLabel(operator: Operator, type: FieldType): MessageKey {
  const isTime = type === 'date' || type === 'datetime' || type === 'time';
  return (isTime ? ofTime[operator] : undefined) ?? `filter.op.${operator}`;
}
