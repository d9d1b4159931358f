import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { ComputedType, FieldOf, FieldType, Json } from '@/api';
import type { ControlProps } from '@/ui';

/** The values of the other fields, as far as they are known: dependent picklists look at them. */
export type Draft = Readonly<Record<string, unknown>>;

export type InputProps<T extends FieldType> = {
  field: FieldOf<T>;
  /** As on the wire; something else stays what the person typed, for the server to complain about. */
  value: unknown;
  onChange: (value: unknown) => void;
  control: ControlProps;
  draft: Draft;
  disabled?: boolean | undefined;
  autoFocus?: boolean | undefined;
};

export type DisplayProps<T extends FieldType> = { field: FieldOf<T>; value: Json | undefined };

export type FilterProps<T extends FieldType> = {
  field: FieldOf<T>;
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
};

/** How a condition on a field can read; `records/filter` writes them as formulas. */
export type Operator =
  | 'equals'
  | 'not_equals'
  | 'contains'
  | 'not_contains'
  | 'begins'
  | 'any_of'
  | 'none_of'
  | 'less'
  | 'less_or_equal'
  | 'greater'
  | 'greater_or_equal'
  | 'is_today'
  | 'before_today'
  | 'after_today'
  | 'blank'
  | 'not_blank';

/** Everything the interface knows about a type of field. */
export type FieldModule<T extends FieldType> = {
  type: T;
  icon: LucideIcon;
  Input: ComponentType<InputProps<T>>;
  Display: ComponentType<DisplayProps<T>>;
  Cell: ComponentType<DisplayProps<T>>;
  /** What is compared with; null for types that can only be blank or not. */
  Filter: ComponentType<FilterProps<T>> | null;
  operators: readonly Operator[];
  /** Of a column, in pixels. */
  width: number;
  align?: 'end';
  /** The input consists of several controls. */
  group?: boolean;
  /** Needs more room than a cell or half a form. */
  wide?: boolean;
};

/** What computed fields have of their own, whatever their values are. */
export type ComputedModule<T extends ComputedType> = Pick<
  FieldModule<T>,
  'type' | 'icon' | 'Input' | 'group'
>;

export const blankOperators = ['blank', 'not_blank'] as const satisfies Operator[];

export const orderOperators = [
  'equals',
  'not_equals',
  'greater',
  'greater_or_equal',
  'less',
  'less_or_equal',
  ...blankOperators,
] as const satisfies Operator[];

export const dateOperators = [
  'equals',
  'less',
  'greater',
  'less_or_equal',
  'greater_or_equal',
  'is_today',
  'before_today',
  'after_today',
  ...blankOperators,
] as const satisfies Operator[];

export const textOperators = [
  'contains',
  'not_contains',
  'begins',
  'equals',
  'not_equals',
  ...blankOperators,
] as const satisfies Operator[];

export const choiceOperators = [
  'any_of',
  'none_of',
  ...blankOperators,
] as const satisfies Operator[];
