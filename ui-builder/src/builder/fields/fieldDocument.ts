import type { Component } from '@/api';
import { choiceOf, withoutBlanks, type Choice, type FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { typeSettings } from './settings';

const COMMON: readonly string[] = ['kind', 'name', 'label', 'type', 'description', 'help'];

/** Nobody writes the values of computed fields, so nothing can be demanded of them. */
const OF_WRITTEN: readonly string[] = ['required', 'track_history', 'searchable'];

/** The draft with only what its type may have, and without settings that say nothing. */
export function fieldDocument(draft: FieldDocument): FieldDocument {
  const traits = fieldTypes[draft.type];
  const { fallback } = traits;
  const allowed = new Set<string>([
    ...COMMON,
    ...(traits.computed ? [] : OF_WRITTEN),
    ...(typeSettings[draft.type].properties as string[]),
    ...(traits.unique ? ['unique'] : []),
    ...(traits.externalId ? ['external_id'] : []),
    ...(traits.indexed ? ['indexed'] : []),
    ...(fallback === 'none' || fallback === 'values' ? [] : ['default']),
    ...(traits.defaultFormula ? ['default_formula'] : []),
  ]);
  const kept = Object.fromEntries(
    Object.entries(draft).filter(([name]) => allowed.has(name)),
  ) as FieldDocument;
  if (kept.value_set !== undefined) delete kept.values;
  if (kept.values) kept.values = kept.values.map(choiceOf).filter(hasValue).map(plainChoice);
  return withoutFalse(withoutBlanks(kept));
}

const hasValue = (choice: Choice): boolean => choice.value.trim() !== '';

/** Without settings that are as they would be anyway. */
function plainChoice(choice: Choice): Choice {
  const { value, label, color, active, default: isDefault, when } = choice;
  return {
    value: value.trim(),
    ...(label !== undefined && { label }),
    ...(color !== undefined && { color }),
    ...(active === false && { active }),
    ...(isDefault === true && { default: true }),
    ...(when !== undefined && when.length > 0 && { when }),
  };
}

/** `restricted`, `searchable` and `track_history` may be false on purpose; the others are anyway. */
const falseAnyway = ['required', 'unique', 'external_id', 'indexed'];

function withoutFalse<T extends Component>(document: T): T {
  return Object.fromEntries(
    Object.entries(document).filter(
      ([name, value]) => value !== false || !falseAnyway.includes(name),
    ),
  ) as T;
}
