import type { ComponentType } from 'react';
import type { FieldType } from '@/api';
import type { FieldDocument } from '../../model/documents';
import { AutoNumberSettings } from './AutoNumberSettings';
import { ChoiceSettings } from './ChoiceSettings';
import { FormulaSettings } from './FormulaSettings';
import { LengthSettings } from './LengthSettings';
import { NumberSettings } from './NumberSettings';
import { ReferenceSettings } from './ReferenceSettings';
import { RollupSettings } from './RollupSettings';
import type { SettingsProps } from './SettingsProps';

type TypeSettings = {
  /** The form, for types that have settings of their own. */
  Form?: ComponentType<SettingsProps>;
  /** The properties it fills; those of other types are left out of the document. */
  properties: readonly (keyof FieldDocument)[];
  /** Whether enough is said; anything unless given. */
  isComplete?: (draft: FieldDocument) => boolean;
};

const none: TypeSettings = { properties: [] };
const length: TypeSettings = { Form: LengthSettings, properties: ['length'] };
const digits: TypeSettings = { Form: NumberSettings, properties: ['precision', 'scale'] };
const choice: TypeSettings = {
  Form: ChoiceSettings,
  properties: ['values', 'value_set', 'restricted', 'controlled_by'],
};

export const typeSettings: Record<FieldType, TypeSettings> = {
  text: length,
  long_text: length,
  rich_text: length,
  number: digits,
  currency: digits,
  percent: digits,
  boolean: none,
  date: none,
  datetime: none,
  time: none,
  duration: none,
  picklist: choice,
  multi_picklist: choice,
  reference: {
    Form: ReferenceSettings,
    properties: ['to', 'relationship', 'on_delete', 'ownership'],
  },
  auto_number: { Form: AutoNumberSettings, properties: ['format'] },
  email: none,
  phone: none,
  url: none,
  address: none,
  geolocation: none,
  file: none,
  image: none,
  json: none,
  formula: {
    Form: FormulaSettings,
    properties: ['expression', 'returns', 'blanks', 'precision', 'scale'],
    isComplete: ({ expression = '' }) => expression.trim() !== '',
  },
  rollup: {
    Form: RollupSettings,
    properties: ['from', 'via', 'aggregate', 'field', 'where'],
    isComplete: ({ from, via, aggregate = 'count', field }) =>
      from !== undefined && via !== undefined && (aggregate === 'count' || field !== undefined),
  },
};
