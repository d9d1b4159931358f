import type { ComponentType } from 'react';
import type { FieldType } from '@/api';
import type { FieldDocument } from '../../model/documents';
import { AutoNumberSettings } from './AutoNumberSettings';
import { ChoiceSettings } from './ChoiceSettings';
import { LengthSettings } from './LengthSettings';
import { NumberSettings } from './NumberSettings';
import { ReferenceSettings } from './ReferenceSettings';
import type { SettingsProps } from './SettingsProps';

type TypeSettings = {
  /** The form, for types that have settings of their own. */
  Form?: ComponentType<SettingsProps>;
  /** The properties it fills; those of other types are left out of the document. */
  properties: readonly (keyof FieldDocument)[];
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
};
