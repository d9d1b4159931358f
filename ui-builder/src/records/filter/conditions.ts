import { decimalText, isDecimal, type FieldType } from '@/api';
import { isBlank, referenceValue, type Operator } from '@/fields';
import { toRatio, toShown } from './percent';
import { parseFormula, quoted, type Node } from './syntax';

/** One line of the filter builder. */
export type Condition = { path: string; operator: Operator; value: unknown };

export type Filter = { match: 'all' | 'any'; conditions: Condition[] };

/** The type of the field at a path; undefined for what the caller may not see. */
export type TypeOf = (path: string) => FieldType | undefined;

const needsNoValue: readonly Operator[] = [
  'blank',
  'not_blank',
  'is_today',
  'before_today',
  'after_today',
];

export const takesValue = (operator: Operator): boolean => !needsNoValue.includes(operator);

/** A condition without its value yet says nothing and is left out. */
export const isComplete = (condition: Condition): boolean =>
  !takesValue(condition.operator) || !isBlank(condition.value);

export function writeFilter(filter: Filter, typeOf: TypeOf): string {
  const terms = filter.conditions
    .filter(isComplete)
    .map((condition) => writeCondition(condition, typeOf(condition.path)));
  return terms.join(filter.match === 'all' ? ' && ' : ' || ');
}

const comparison = {
  equals: '=',
  not_equals: '!=',
  less: '<',
  less_or_equal: '<=',
  greater: '>',
  greater_or_equal: '>=',
} as const;

function writeCondition({ path, operator, value }: Condition, type: FieldType | undefined): string {
  switch (operator) {
    case 'blank':
      return `ISBLANK(${path})`;
    case 'not_blank':
      return `!ISBLANK(${path})`;
    case 'is_today':
      return `${path} = TODAY()`;
    case 'before_today':
      return `${path} < TODAY()`;
    case 'after_today':
      return `${path} > TODAY()`;
    case 'contains':
      return `CONTAINS(${path}, ${literal(value)})`;
    case 'not_contains':
      return `!CONTAINS(${path}, ${literal(value)})`;
    case 'begins':
      return `BEGINS(${path}, ${literal(value)})`;
    case 'any_of':
    case 'none_of':
      return writeChoice(path, operator, value as unknown[], type);
    default:
      return `${path} ${comparison[operator]} ${literal(inFormula(value, type))}`;
  }
}

const inFormula = (value: unknown, type: FieldType | undefined): unknown =>
  type === 'percent' && isDecimal(value) ? toRatio(value) : value;

function writeChoice(
  path: string,
  operator: 'any_of' | 'none_of',
  values: unknown[],
  type: FieldType | undefined,
): string {
  if (type === 'multi_picklist') {
    const calls = values.map((value) => `INCLUDES(${path}, ${literal(value)})`).join(' || ');
    return operator === 'any_of' ? `(${calls})` : `!(${calls})`;
  }
  const list = values.map(literal).join(', ');
  return `${path} ${operator === 'any_of' ? 'IN' : 'NOT IN'} (${list})`;
}

function literal(value: unknown): string {
  if (isDecimal(value)) return decimalText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const reference = referenceValue(value);
  return quoted(reference ? reference.id : '');
}

/** The formula as lines of the builder, or undefined when it cannot be drawn as such. */
export function readFilter(formula: string, typeOf: TypeOf): Filter | undefined {
  if (formula.trim() === '') return { match: 'all', conditions: [] };
  const tree = parseFormula(formula);
  if (!tree) return undefined;
  for (const match of ['all', 'any'] as const) {
    const terms = flatten(tree, match === 'all' ? '&&' : '||');
    const conditions = terms.map((term) => readCondition(term, typeOf));
    if (conditions.every((condition) => condition !== undefined)) return { match, conditions };
  }
  return undefined;
}

function flatten(node: Node, operator: '&&' | '||'): Node[] {
  return node.kind === 'binary' && node.operator === operator
    ? [...flatten(node.left, operator), ...flatten(node.right, operator)]
    : [node];
}

function readCondition(node: Node, typeOf: TypeOf): Condition | undefined {
  const condition =
    node.kind === 'not' ? negated(readPositive(node.operand, typeOf)) : readPositive(node, typeOf);
  return condition && typeOf(condition.path) ? condition : undefined;
}

const opposites: Partial<Record<Operator, Operator>> = {
  blank: 'not_blank',
  contains: 'not_contains',
  any_of: 'none_of',
};

function negated(condition: Condition | undefined): Condition | undefined {
  const operator = condition && opposites[condition.operator];
  return operator && { ...condition, operator };
}

function readPositive(node: Node, typeOf: TypeOf): Condition | undefined {
  if (node.kind === 'call') return readCall(node);
  if (node.kind === 'path' && typeOf(node.path) === 'boolean') {
    return { path: node.path, operator: 'equals', value: true };
  }
  if (node.kind !== 'binary') return undefined;
  if (node.operator === '||') return readIncludes(flatten(node, '||'));
  if (node.operator === '&&' || node.left.kind !== 'path') return undefined;
  const { path } = node.left;
  if (isToday(node.right)) {
    const operator = ({ '=': 'is_today', '<': 'before_today', '>': 'after_today' } as const)[
      node.operator as '='
    ];
    return operator && { path, operator, value: null };
  }
  if (node.right.kind !== 'literal') return undefined;
  const { value } = node.right;
  const type = typeOf(path);
  if (value === null || value === '') {
    const operator = ({ '=': 'blank', '!=': 'not_blank' } as const)[node.operator as '='];
    return operator && { path, operator, value: null };
  }
  if (type === 'picklist') {
    const operator = ({ '=': 'any_of', '!=': 'none_of' } as const)[node.operator as '='];
    return operator && { path, operator, value: [value] };
  }
  const operator = (Object.keys(comparison) as (keyof typeof comparison)[]).find(
    (name) => comparison[name] === node.operator,
  );
  const shown = type === 'percent' && isDecimal(value) ? toShown(value) : value;
  return operator && { path, operator, value: shown };
}

function readCall(node: Node & { kind: 'call' }): Condition | undefined {
  const [subject, ...rest] = node.args;
  if (subject?.kind !== 'path') return undefined;
  const values = rest.map((arg) => (arg.kind === 'literal' ? arg.value : undefined));
  if (values.includes(undefined)) return undefined;
  const { path } = subject;
  const [value] = values;
  switch (node.name) {
    case 'ISBLANK':
      return { path, operator: 'blank', value: null };
    case 'CONTAINS':
      return { path, operator: 'contains', value };
    case 'BEGINS':
      return { path, operator: 'begins', value };
    case 'ISPICKVAL':
    case 'INCLUDES':
      return { path, operator: 'any_of', value: [value] };
    case 'IN':
      return { path, operator: 'any_of', value: values };
    default:
      return undefined;
  }
}

/** `INCLUDES(tags, "a") || INCLUDES(tags, "b")` is one line: tags has any of a, b. */
function readIncludes(terms: Node[]): Condition | undefined {
  const conditions = terms.map((term) =>
    term.kind === 'call' && term.name === 'INCLUDES' ? readCall(term) : undefined,
  );
  const path = conditions[0]?.path;
  if (path === undefined || conditions.some((condition) => condition?.path !== path))
    return undefined;
  return {
    path,
    operator: 'any_of',
    value: conditions.flatMap((condition) => condition?.value as unknown[]),
  };
}

const isToday = (node: Node): boolean =>
  node.kind === 'call' && node.name === 'TODAY' && node.args.length === 0;
