/** The typed tree as the server sends it; nothing here checks types again. */
export type Expression =
  | { readonly is: 'constant'; readonly type: ValueType; readonly value: Constant }
  | { readonly is: 'reference'; readonly type: ValueType; readonly name: string }
  | {
      readonly is: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly is: 'and' | 'or'; readonly terms: readonly Expression[] }
  | { readonly is: 'not'; readonly term: Expression }
  | { readonly is: 'negate'; readonly operand: Expression }
  | {
      readonly is: 'calculate';
      readonly type: ValueType;
      readonly operator: Operation;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly is: 'concatenate'; readonly parts: readonly Expression[] }
  | Call;

export type Call = {
  readonly is: 'call';
  readonly type: ValueType;
  readonly function: FunctionName;
  readonly arguments: readonly Expression[];
};

/** Numbers come as texts, so that every digit arrives; days and times as ISO texts. */
export type Constant = string | boolean | null;

export type ValueType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'picklist'
  | 'multi_picklist'
  | 'reference'
  | 'location'
  | 'opaque'
  | 'null';

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Operation = '+' | '-' | '*' | '/' | '^';

/** AND, OR and NOT are nodes of their own. A test of the server compares this list with its own. */
export const functionNames = [
  'ISBLANK',
  'ISNULL',
  'BLANKVALUE',
  'NULLVALUE',
  'IF',
  'CASE',
  'IFERROR',
  'IN',
  'LIKE',
  'ISPICKVAL',
  'INCLUDES',
  'PICKLISTCOUNT',
  'CONTAINS',
  'BEGINS',
  'TEXT',
  'LEN',
  'LEFT',
  'RIGHT',
  'MID',
  'SUBSTR',
  'FIND',
  'SUBSTITUTE',
  'LPAD',
  'RPAD',
  'TRIM',
  'UPPER',
  'LOWER',
  'INITCAP',
  'REVERSE',
  'CHR',
  'ASCII',
  'VALUE',
  'ISNUMBER',
  'REGEX',
  'CASESAFEID',
  'HTMLENCODE',
  'JSENCODE',
  'JSINHTMLENCODE',
  'URLENCODE',
  'BR',
  'HYPERLINK',
  'IMAGE',
  'FORMATCURRENCY',
  'JSONVALUE',
  'JSONPATHVALUE',
  'ABS',
  'ROUND',
  'TRUNC',
  'CEILING',
  'FLOOR',
  'MCEILING',
  'MFLOOR',
  'MOD',
  'MAX',
  'MIN',
  'SQRT',
  'EXP',
  'LN',
  'LOG',
  'PI',
  'SIN',
  'COS',
  'TAN',
  'ASIN',
  'ACOS',
  'ATAN',
  'ATAN2',
  'CURRENCYRATE',
  'TODAY',
  'NOW',
  'TIMENOW',
  'DATE',
  'DATEVALUE',
  'DATETIMEVALUE',
  'TIMEVALUE',
  'YEAR',
  'MONTH',
  'DAY',
  'WEEKDAY',
  'DAYOFYEAR',
  'ISOWEEK',
  'ISOYEAR',
  'ADDMONTHS',
  'HOUR',
  'MINUTE',
  'SECOND',
  'MILLISECOND',
  'UNIXTIMESTAMP',
  'FROMUNIXTIME',
  'FORMATDURATION',
  'GEOLOCATION',
  'DISTANCE',
  'VLOOKUP',
  'ISNEW',
  'ISCLONE',
  'ISCHANGED',
  'PRIORVALUE',
] as const;

export type FunctionName = (typeof functionNames)[number];

/** The type of what a node yields. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.is) {
    case 'constant':
    case 'reference':
    case 'calculate':
    case 'call':
      return expression.type;
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
      return 'boolean';
    case 'negate':
      return 'number';
    case 'concatenate':
      return 'text';
  }
}
