import {
  AtSign,
  Binary,
  Braces,
  Calendar,
  CalendarClock,
  ChevronDownCircle,
  CircleDollarSign,
  Clock,
  FileUp,
  Hash,
  Image,
  Link2,
  ListChecks,
  MapPin,
  Percent,
  Phone,
  Sigma,
  SquareFunction,
  Text,
  TextQuote,
  Timer,
  ToggleLeft,
  Type,
  Waypoints,
  House,
  type LucideIcon,
} from 'lucide-react';
import type { FieldType } from '@/api';
import type { FieldDocument } from './documents';

export type FieldGroup =
  'text' | 'number' | 'choice' | 'time' | 'relation' | 'computed' | 'contact' | 'other';

/** What the settings form offers for a type; the server has the last word on all of it. */
export type FieldTraits = {
  icon: LucideIcon;
  group: FieldGroup;
  unique: boolean;
  externalId: boolean;
  indexed: boolean;
  /** How a default is written: not at all, as one of the literals, or through the values. */
  fallback: 'none' | 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'values';
  searchedUnlessSaid: boolean;
  historyUnlessSaid: boolean;
  /** Whether a formula may say what new records get. */
  defaultFormula: boolean;
  /** Whether its values are worked out and not written. */
  computed: boolean;
  /** What a new field starts with. */
  begin?: Partial<FieldDocument>;
};

const plain = {
  unique: false,
  externalId: false,
  indexed: true,
  fallback: 'none',
  searchedUnlessSaid: false,
  historyUnlessSaid: true,
  defaultFormula: true,
  computed: false,
} as const;

const noDefault = { ...plain, defaultFormula: false } as const;

const computed = { ...noDefault, group: 'computed', indexed: false, computed: true } as const;

export const fieldTypes: Record<FieldType, FieldTraits> = {
  text: {
    ...plain,
    icon: Type,
    group: 'text',
    unique: true,
    externalId: true,
    fallback: 'text',
    searchedUnlessSaid: true,
  },
  long_text: {
    ...plain,
    icon: Text,
    group: 'text',
    indexed: false,
    fallback: 'text',
    historyUnlessSaid: false,
  },
  rich_text: {
    ...plain,
    icon: TextQuote,
    group: 'text',
    indexed: false,
    historyUnlessSaid: false,
  },
  number: {
    ...plain,
    icon: Hash,
    group: 'number',
    unique: true,
    externalId: true,
    fallback: 'number',
  },
  currency: {
    ...plain,
    icon: CircleDollarSign,
    group: 'number',
    unique: true,
    fallback: 'number',
  },
  percent: { ...plain, icon: Percent, group: 'number', unique: true, fallback: 'number' },
  auto_number: {
    ...noDefault,
    icon: Binary,
    group: 'number',
    unique: true,
    externalId: true,
    searchedUnlessSaid: true,
  },
  picklist: { ...plain, icon: ChevronDownCircle, group: 'choice', fallback: 'values' },
  multi_picklist: { ...plain, icon: ListChecks, group: 'choice', fallback: 'values' },
  boolean: { ...plain, icon: ToggleLeft, group: 'choice', fallback: 'boolean' },
  date: { ...plain, icon: Calendar, group: 'time', unique: true, fallback: 'date' },
  datetime: { ...plain, icon: CalendarClock, group: 'time', unique: true, fallback: 'datetime' },
  time: { ...plain, icon: Clock, group: 'time', fallback: 'time' },
  duration: { ...plain, icon: Timer, group: 'time', fallback: 'text' },
  reference: { ...plain, icon: Waypoints, group: 'relation', unique: true },
  email: {
    ...plain,
    icon: AtSign,
    group: 'contact',
    unique: true,
    externalId: true,
    fallback: 'text',
    searchedUnlessSaid: true,
  },
  phone: {
    ...plain,
    icon: Phone,
    group: 'contact',
    unique: true,
    externalId: true,
    fallback: 'text',
    searchedUnlessSaid: true,
  },
  url: {
    ...plain,
    icon: Link2,
    group: 'contact',
    unique: true,
    externalId: true,
    fallback: 'text',
  },
  address: { ...noDefault, icon: House, group: 'contact', indexed: false },
  geolocation: { ...noDefault, icon: MapPin, group: 'contact', indexed: false },
  file: { ...noDefault, icon: FileUp, group: 'other' },
  image: { ...noDefault, icon: Image, group: 'other' },
  json: { ...noDefault, icon: Braces, group: 'other', indexed: false, historyUnlessSaid: false },
  formula: { ...computed, icon: SquareFunction, begin: { returns: 'number' } },
  rollup: { ...computed, icon: Sigma, begin: { aggregate: 'count' } },
};

export const fieldGroups: FieldGroup[] = [
  'text',
  'number',
  'choice',
  'time',
  'relation',
  'computed',
  'contact',
  'other',
];

export const typesOf = (group: FieldGroup): FieldType[] =>
  (Object.keys(fieldTypes) as FieldType[]).filter((type) => fieldTypes[type].group === group);

/**
 * Types whose stored values may convert; every other change of type would lose all of them. The
 * server counts the ones that do not.
 */
const families: FieldType[][] = [
  ['text', 'long_text', 'rich_text', 'email', 'phone', 'url', 'picklist', 'multi_picklist'],
  ['text', 'long_text', 'number', 'currency', 'percent', 'duration'],
  ['text', 'date', 'datetime', 'time'],
  ['text', 'boolean', 'picklist'],
  ['text', 'picklist', 'reference'],
  ['text', 'auto_number'],
  ['file', 'image'],
];

export const convertibleTypes = (type: FieldType): FieldType[] =>
  (Object.keys(fieldTypes) as FieldType[]).filter(
    (other) =>
      other === type || families.some((family) => family.includes(type) && family.includes(other)),
  );
