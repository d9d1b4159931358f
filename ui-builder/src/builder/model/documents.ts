import type { Component, FieldType } from '@/api';

/** A text, or one by language; a plain string is the English one. */
export type Localized = string | Record<string, string>;

export type ObjectDocument = Component & {
  kind: 'object';
  label: Localized;
  plural_label?: Localized;
  description?: Localized;
  icon?: string;
  color?: string;
  name_field?: string;
};

export type Choice = {
  value: string;
  label?: Localized;
  color?: string;
  active?: boolean;
  default?: boolean;
  when?: string[];
};

export type OnDelete = 'restrict' | 'clear' | 'cascade';

/** A field as it is written; which settings it may have depends on its type. */
export type FieldDocument = Component & {
  kind: 'field';
  label: Localized;
  type: FieldType;
  description?: Localized;
  help?: Localized;
  required?: boolean;
  unique?: boolean;
  external_id?: boolean;
  indexed?: boolean;
  track_history?: boolean;
  searchable?: boolean;
  default?: string | number | boolean | string[];
  length?: number;
  precision?: number;
  scale?: number;
  values?: (string | Choice)[];
  value_set?: string;
  restricted?: boolean;
  controlled_by?: string;
  to?: string | string[];
  relationship?: string;
  on_delete?: OnDelete;
  ownership?: 'lookup' | 'parent';
  format?: string;
};

export type LayoutItemDocument =
  string | { field: string; required?: boolean; read_only?: boolean; wide?: boolean };

export type LayoutSectionDocument = {
  label?: Localized;
  columns?: number;
  collapsed?: boolean;
  fields: LayoutItemDocument[];
};

export type RelatedDocument =
  string | { relationship: string; columns?: string[]; sort?: string[]; limit?: number };

export type LayoutDocument = Component & {
  kind: 'layout';
  label?: Localized;
  default?: boolean;
  highlights?: string[];
  sections: LayoutSectionDocument[];
  related?: RelatedDocument[];
};

export type RecordTypeDocument = Component & {
  kind: 'record_type';
  label: Localized;
  description?: Localized;
  active?: boolean;
  default?: boolean;
  picklists?: Record<string, string[]>;
  layout?: string;
};

export type ListViewDocument = Component & {
  kind: 'list_view';
  label: Localized;
  columns: string[];
  filter?: string;
  sort?: string[];
  visible_to?: 'everyone' | 'owner';
  owner?: string;
};

export type ValueSetDocument = Component & {
  kind: 'value_set';
  label: Localized;
  description?: Localized;
  values: (string | Choice)[];
};

export type MatchMethod = 'equal' | 'fuzzy' | 'pinyin' | 'phone';

export type DuplicateRuleDocument = Component & {
  kind: 'duplicate_rule';
  label?: Localized;
  active?: boolean;
  mode?: 'strict' | 'warning';
  match: (string | { field: string; method?: MatchMethod })[];
  message?: Localized;
};

export type TabDocument = string | { object: string; list_view?: string; label?: Localized };

export type AppDocument = Component & {
  kind: 'app';
  label: Localized;
  description?: Localized;
  icon?: string;
  color?: string;
  tabs?: TabDocument[];
};

export type TranslationDocument = Component & {
  kind: 'translation';
  locale: string;
  texts: Record<string, string>;
};

export type ObjectGrant =
  | 'create'
  | 'read'
  | 'edit'
  | 'delete'
  | 'view_all'
  | 'modify_all'
  | 'transfer'
  | 'export'
  | 'import';

export type FieldGrant = 'none' | 'read' | 'edit';

export type PermissionSetDocument = Component & {
  kind: 'permission_set';
  label: Localized;
  description?: Localized;
  objects?: Record<string, ObjectGrant[]>;
  fields?: Record<string, FieldGrant>;
  system?: string[];
  apps?: string[];
};

/** Every kind this interface edits, with its document. */
export type Documents = {
  object: ObjectDocument;
  field: FieldDocument;
  record_type: RecordTypeDocument;
  value_set: ValueSetDocument;
  layout: LayoutDocument;
  list_view: ListViewDocument;
  app: AppDocument;
  translation: TranslationDocument;
  duplicate_rule: DuplicateRuleDocument;
  permission_set: PermissionSetDocument;
};

export type Kind = keyof Documents;

/** `deal.amount` → `amount` */
export const localName = (name: string): string => name.slice(name.indexOf('.') + 1);

/** `deal.amount` → `deal` */
export const objectOf = (name: string): string => name.slice(0, name.indexOf('.'));

export const choiceOf = (value: string | Choice): Choice =>
  typeof value === 'string' ? { value } : value;

/** Leaves out what says nothing: absent, blank and empty settings. */
export function withoutBlanks<T extends Component>(document: T): T {
  return Object.fromEntries(
    Object.entries(document).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        !(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
    ),
  ) as T;
}
