import { pointerParts, type ObjectDescription, type ValidationRule, type Violation } from '@/api';
import { ownInputs, type Worked } from '../formulas/plan';

/** A message at a field, or at the form as a whole for ''. */
export type Remark = { place: string; message: string };

/** What the server said. */
export type Refusal = Remark & {
  /** The validation rule that it comes from. */
  rule: string | undefined;
};

/** What points at no known field is about the record as a whole. */
export const refusalsOf = (
  violations: readonly Violation[],
  known: (name: string) => boolean,
): Refusal[] =>
  violations.map(({ pointer, code, message, params }) => {
    const first = pointerParts(pointer)[0] ?? '';
    const rule = code === 'validation_rule' ? params?.['rule'] : undefined;
    return {
      place: known(first) ? first : '',
      message,
      rule: typeof rule === 'string' ? rule : undefined,
    };
  });

/** Whether the browser can tell by itself when the rule is obeyed. */
const isToldHere = (rules: readonly ValidationRule[], name: string | undefined): boolean =>
  rules.some((rule) => rule.name === name && rule.formula);

/**
 * What stands of the server's answer once something else is typed: its rules are for the browser to
 * follow from there, as far as it can.
 */
export const standing = (object: ObjectDescription, refusals: readonly Refusal[]): Refusal[] =>
  refusals.filter((refusal) => !isToldHere(object.validation_rules, refusal.rule));

/** The broken rules that a person may hear of: those over fields that they have been at. */
export const brokenRules = (
  object: ObjectDescription,
  worked: Worked,
  hasBeenAt: (field: string) => boolean,
): Remark[] =>
  object.validation_rules
    .filter((rule) => worked.broken.has(rule.name))
    .filter((rule) => rule.formula && ownInputs(rule.formula).some(hasBeenAt))
    .map((rule) => ({ place: rule.field ?? '', message: rule.message }));

/** By place, each message once. */
export function byPlace(remarks: readonly Remark[]): Record<string, string[]> {
  const places: Record<string, string[]> = {};
  for (const { place, message } of remarks) {
    const messages = (places[place] ??= []);
    if (!messages.includes(message)) messages.push(message);
  }
  return places;
}
