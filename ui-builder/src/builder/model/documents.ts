import type { Component, FieldType, Grantee, ResultType } from '@/api';

/** A text, or one by language; a plain string is the English one. */
export type Localized = string | Record<string, string>;

export type ObjectDocument = Component & {
  kind: 'object';
  label: Localized;
  plural_label?: Localized | undefined;
  description?: Localized | undefined;
  icon?: string | undefined;
  color?: string | undefined;
  name_field?: string | undefined;
  sharing?: Sharing | undefined;
};

/** Who sees the records of an object, unless something opens more. */
export type Sharing = 'private' | 'read' | 'read_write' | 'by_parent';

export type Choice = {
  value: string;
  label?: Localized | undefined;
  color?: string | undefined;
  active?: boolean | undefined;
  default?: boolean | undefined;
  when?: string[] | undefined;
};

export type Aggregate = 'count' | 'sum' | 'min' | 'max' | 'avg';

export type OnDelete = 'restrict' | 'clear' | 'cascade';

/** A field as it is written; which settings it may have depends on its type. */
export type FieldDocument = Component & {
  kind: 'field';
  label: Localized;
  type: FieldType;
  description?: Localized | undefined;
  help?: Localized | undefined;
  required?: boolean | undefined;
  unique?: boolean | undefined;
  external_id?: boolean | undefined;
  indexed?: boolean | undefined;
  track_history?: boolean | undefined;
  searchable?: boolean | undefined;
  default?: string | number | boolean | string[] | undefined;
  length?: number | undefined;
  precision?: number | undefined;
  scale?: number | undefined;
  values?: (string | Choice)[] | undefined;
  value_set?: string | undefined;
  restricted?: boolean | undefined;
  controlled_by?: string | undefined;
  to?: string | string[] | undefined;
  relationship?: string | undefined;
  on_delete?: OnDelete | undefined;
  ownership?: 'lookup' | 'parent' | undefined;
  format?: string | undefined;
  default_formula?: string | undefined;
  expression?: string | undefined;
  returns?: ResultType | undefined;
  blanks?: 'zero' | 'null' | undefined;
  from?: string | undefined;
  via?: string | undefined;
  aggregate?: Aggregate | undefined;
  field?: string | undefined;
  where?: string | undefined;
};

export type LayoutItemDocument =
  | string
  | {
      field: string;
      required?: boolean | undefined;
      read_only?: boolean | undefined;
      wide?: boolean | undefined;
      visible_when?: string | undefined;
    };

export type LayoutSectionDocument = {
  label?: Localized | undefined;
  columns?: number | undefined;
  collapsed?: boolean | undefined;
  visible_when?: string | undefined;
  fields: LayoutItemDocument[];
};

export type RelatedDocument =
  string | { relationship: string; columns?: string[]; sort?: string[]; limit?: number };

export type LayoutDocument = Component & {
  kind: 'layout';
  label?: Localized | undefined;
  default?: boolean | undefined;
  highlights?: string[] | undefined;
  sections: LayoutSectionDocument[];
  related?: RelatedDocument[] | undefined;
};

export type RecordTypeDocument = Component & {
  kind: 'record_type';
  label: Localized;
  description?: Localized | undefined;
  active?: boolean | undefined;
  default?: boolean | undefined;
  picklists?: Record<string, string[]> | undefined;
  layout?: string | undefined;
};

export type ListViewDocument = Component & {
  kind: 'list_view';
  label: Localized;
  columns: string[];
  filter?: string | undefined;
  sort?: string[] | undefined;
  visible_to?: 'everyone' | 'owner' | undefined;
  owner?: string | undefined;
};

export type ValueSetDocument = Component & {
  kind: 'value_set';
  label: Localized;
  description?: Localized | undefined;
  values: (string | Choice)[];
};

export type MatchMethod = 'equal' | 'fuzzy' | 'pinyin' | 'phone';

export type DuplicateRuleDocument = Component & {
  kind: 'duplicate_rule';
  label?: Localized | undefined;
  active?: boolean | undefined;
  mode?: 'strict' | 'warning' | undefined;
  match: (string | { field: string; method?: MatchMethod | undefined })[];
  message?: Localized | undefined;
};

export type ValidationRuleDocument = Component & {
  kind: 'validation_rule';
  label?: Localized | undefined;
  description?: Localized | undefined;
  active?: boolean | undefined;
  error_when: string;
  field?: string | undefined;
  message: Localized;
};

export type SharingRuleDocument = Component & {
  kind: 'sharing_rule';
  label?: Localized | undefined;
  description?: Localized | undefined;
  active?: boolean | undefined;
  owned_by?: Grantee[] | undefined;
  criteria?: string | undefined;
  shared_with: Grantee[];
  access?: 'read' | 'edit' | undefined;
};

export type TabDocument =
  string | { object: string; list_view?: string | undefined; label?: Localized | undefined };

export type AppDocument = Component & {
  kind: 'app';
  label: Localized;
  description?: Localized | undefined;
  icon?: string | undefined;
  color?: string | undefined;
  tabs?: TabDocument[] | undefined;
};

export type TranslationDocument = Component & {
  kind: 'translation';
  locale: string;
  texts?: Record<string, string> | undefined;
  labels?: Record<string, string> | undefined;
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
  description?: Localized | undefined;
  objects?: Record<string, ObjectGrant[]> | undefined;
  fields?: Record<string, FieldGrant> | undefined;
  system?: string[] | undefined;
  apps?: string[] | undefined;
};

/** Every kind this interface edits, with its document. */
export type Documents = {
  object: ObjectDocument;
  field: FieldDocument;
  record_type: RecordTypeDocument;
  value_set: ValueSetDocument;
  validation_rule: ValidationRuleDocument;
  sharing_rule: SharingRuleDocument;
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
