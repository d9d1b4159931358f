import type { FieldOf, PicklistValue } from '@/api';
import type { Option } from '@/ui';
import type { Draft } from '../FieldModule';

type ChoiceField = FieldOf<'picklist'> | FieldOf<'multi_picklist'>;

/** Whether a value is offered while the controlling field has this value. */
function isOpen(value: PicklistValue, controlling: unknown): boolean {
  const when = value.when ?? [];
  if (when.length === 0) return true;
  const chosen = Array.isArray(controlling) ? controlling : [controlling];
  return chosen.some((one) => typeof one === 'string' && when.includes(one));
}

/** The values that may be chosen now. */
export function offeredValues(field: ChoiceField, draft: Draft): PicklistValue[] {
  const controlling = field.controlled_by ? draft[field.controlled_by] : undefined;
  return field.values.filter(
    (value) => value.active !== false && (!field.controlled_by || isOpen(value, controlling)),
  );
}

/** A stored value that is no longer listed is shown as it is. */
export function optionOf(field: ChoiceField, value: string): Option {
  const listed = field.values.find((candidate) => candidate.value === value);
  return {
    value,
    label: listed?.label ?? value,
    color: listed?.color,
    keywords: value,
  };
}

export const optionsOf = (field: ChoiceField, values: PicklistValue[]): Option[] =>
  values.map((value) => optionOf(field, value.value));

/** Choices that the new value of a controlling field rules out, to be cleared with it. */
export function closedBy(field: ChoiceField, chosen: unknown, draft: Draft): unknown {
  const open = new Set(offeredValues(field, draft).map((value) => value.value));
  if (Array.isArray(chosen)) return chosen.filter((one) => open.has(one as string));
  return typeof chosen === 'string' && !open.has(chosen) ? null : chosen;
}
