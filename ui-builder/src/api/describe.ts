import { call } from './http';

export type ObjectAction = 'create' | 'read' | 'edit' | 'delete' | 'transfer' | 'import' | 'export';

export type ObjectSummary = {
  name: string;
  label: string;
  plural_label: string;
  icon?: string | null;
  color?: string | null;
  actions: Record<ObjectAction, boolean>;
};

export type PicklistValue = {
  value: string;
  label: string;
  color?: string | null;
  active?: boolean;
  default?: boolean;
  when?: string[];
};

/** A formula that browsers may work out, complete in itself. What its trees are, `formula` knows. */
export type FormulaDescription = {
  returns: string;
  blanks: 'zero' | 'null';
  tree: object;
  inputs: string[];
  steps: { name: string; blanks: 'zero' | 'null'; tree: object }[];
};

export type ValidationRule = {
  name: string;
  field?: string | null;
  message: string;
  /** Absent when only the server may know. */
  formula?: FormulaDescription;
};

type FieldBase = {
  name: string;
  label: string;
  help?: string | null;
  required: boolean;
  unique: boolean;
  readable: boolean;
  editable: boolean;
  system: boolean;
  searchable: boolean;
  sortable: boolean;
  external_id?: boolean;
  default?: unknown;
  default_formula?: FormulaDescription;
  /** Of formula fields, when the person may read all that it reads. */
  formula?: FormulaDescription;
};

type Choice = {
  values: PicklistValue[];
  restricted?: boolean;
  controlled_by?: string | null;
};

type Numeric = { precision?: number; scale?: number };

/** A field as its caller sees it. Adding a type: follow the compile errors from `FieldSettings`. */
type FieldSettings = {
  text: { length?: number };
  long_text: { length?: number };
  rich_text: { length?: number };
  number: Numeric;
  currency: Numeric;
  percent: Numeric;
  boolean: object;
  date: object;
  datetime: object;
  time: object;
  duration: object;
  picklist: Choice;
  multi_picklist: Choice;
  reference: { to: string[]; relationship?: string | null };
  auto_number: { format?: string };
  email: object;
  phone: object;
  url: object;
  address: object;
  geolocation: object;
  file: object;
  image: object;
  json: object;
  formula: Numeric & { returns: ResultType };
  rollup: Numeric & {
    returns: ResultType;
    aggregate: 'count' | 'sum' | 'min' | 'max' | 'avg';
  };
};

export type FieldType = keyof FieldSettings;

/** Fields whose values nobody writes. */
export type ComputedType = 'formula' | 'rollup';

/** What the values of computed fields may be: shown, sorted and filtered as fields of that type are. */
export const resultTypes = [
  'text',
  'number',
  'currency',
  'percent',
  'boolean',
  'date',
  'datetime',
  'time',
  'duration',
] as const satisfies (keyof FieldSettings)[];

export type ResultType = (typeof resultTypes)[number];

export const isResultType = (type: string | undefined): type is ResultType =>
  (resultTypes as readonly (string | undefined)[]).includes(type);

export type StoredType = Exclude<FieldType, ComputedType>;

export type FieldOf<T extends FieldType> = FieldBase & { type: T } & FieldSettings[T];

export type ComputedField = FieldOf<'formula'> | FieldOf<'rollup'>;

export const isComputed = (field: FieldDefinition): field is ComputedField =>
  field.type === 'formula' || field.type === 'rollup';

/** The type of a field's values: of computed fields what they return. */
export const valueType = (field: FieldDefinition): StoredType =>
  isComputed(field) ? (isResultType(field.returns) ? field.returns : 'text') : field.type;

export type FieldDefinition = { [T in FieldType]: FieldOf<T> }[FieldType];

export type LayoutItem = {
  field: string;
  required?: boolean | null;
  read_only?: boolean | null;
  wide?: boolean | null;
  visible_when?: FormulaDescription;
};

export type LayoutSection = {
  label?: string | null;
  columns?: number | null;
  collapsed?: boolean | null;
  visible_when?: FormulaDescription;
  fields: LayoutItem[];
};

export type RelatedListLayout = {
  relationship: string;
  columns?: string[];
  sort?: string[];
  limit?: number | null;
};

export type Layout = {
  name: string;
  label?: string | null;
  default?: boolean | null;
  highlights: string[];
  sections: LayoutSection[];
  related?: RelatedListLayout[] | null;
};

export type RecordType = {
  name: string;
  label: string;
  default?: boolean | null;
  picklists?: Record<string, string[]>;
  layout?: string | null;
};

export type ListView = {
  name: string;
  label: string;
  columns: string[];
  filter?: string | null;
  sort: string[];
  visible_to?: string | null;
};

export type Relationship = { name: string; label: string; object: string; field: string };

export type ObjectDescription = ObjectSummary & {
  name_field: string;
  fields: FieldDefinition[];
  layouts: Layout[];
  record_types: RecordType[];
  validation_rules: ValidationRule[];
  list_views: ListView[];
  relationships: Relationship[];
};

export type Description = { revision: number; objects: ObjectSummary[] };

export const loadDescription = (): Promise<Description> => call('GET', '/describe');

export const loadObject = (object: string): Promise<ObjectDescription> =>
  call('GET', '/describe/{object}', { path: { object } });
