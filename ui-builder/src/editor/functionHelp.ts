import type { FunctionName } from '@/formula/tree';
import type { Language } from '@/i18n';

export type FunctionHelp = {
  /** `ROUND(number, places)`; what may be left out stands in brackets. */
  signature: string;
  example: string;
} & Record<Language, string>;

/** Those that the tree has as nodes of their own. */
export type HelpedFunction = FunctionName | 'AND' | 'OR' | 'NOT';

const help = (signature: string, example: string, en: string, chinese: string): FunctionHelp => ({
  signature,
  example,
  en,
  'zh-CN': chinese,
});

/** What each function is for, in the order in which they are offered. */
export const functionHelp: Record<HelpedFunction, FunctionHelp> = {
  IF: help(
    'IF(condition, then, otherwise)',
    'IF(amount > 100, "large", "small")',
    'One of two values, by a condition',
    '按条件取两个值之一',
  ),
  CASE: help(
    'CASE(value, key, result, …, otherwise)',
    'CASE(stage, "Won", 1, "Lost", 0, NULL)',
    'The result of the first key that is equal to the value',
    '取第一个与值相等的键所对应的结果',
  ),
  AND: help(
    'AND(condition, …)',
    'AND(amount > 1, ISBLANK(phone))',
    'Whether all conditions hold, as &&',
    '所有条件是否都成立，等同于 &&',
  ),
  OR: help(
    'OR(condition, …)',
    'OR(amount > 1, ISBLANK(phone))',
    'Whether any condition holds, as ||',
    '是否有任一条件成立，等同于 ||',
  ),
  NOT: help(
    'NOT(condition)',
    'NOT(ISBLANK(phone))',
    'Whether the condition does not hold, as !',
    '条件是否不成立，等同于 !',
  ),
  ISBLANK: help('ISBLANK(value)', 'ISBLANK(phone)', 'Whether there is no value', '是否没有值'),
  ISNULL: help(
    'ISNULL(value)',
    'ISNULL(close_date)',
    'As ISBLANK, but false for every text',
    '与 ISBLANK 相同，但对文本始终为假',
  ),
  BLANKVALUE: help(
    'BLANKVALUE(value, other)',
    'BLANKVALUE(phone, mobile)',
    'The value, or another one where it is blank',
    '取该值，为空时取另一个值',
  ),
  NULLVALUE: help(
    'NULLVALUE(value, other)',
    'NULLVALUE(close_date, TODAY())',
    'As BLANKVALUE, but leaves texts as they are',
    '与 BLANKVALUE 相同，但不替换文本',
  ),
  IFERROR: help(
    'IFERROR(value, other)',
    'IFERROR(a / b, 0)',
    'The value, or another one where working it out fails',
    '取该值，计算出错时取另一个值',
  ),
  IN: help(
    'value IN (a, b, …)',
    'stage IN ("Won", "Lost")',
    'Whether the value is among those',
    '值是否在所列的值之中',
  ),
  LIKE: help(
    'text LIKE pattern',
    'name LIKE "A%"',
    'Whether the text has the form: % is any text, _ one character',
    '文本是否符合格式：% 表示任意文字，_ 表示一个字符',
  ),
  ISPICKVAL: help(
    'ISPICKVAL(field, choice)',
    'ISPICKVAL(stage, "Won")',
    'Whether this choice is chosen; "" for none',
    '是否选了该选项；"" 表示未选',
  ),
  INCLUDES: help(
    'INCLUDES(field, choice)',
    'INCLUDES(topics, "Price")',
    'Whether the choice is among the chosen',
    '多选中是否包含该选项',
  ),
  PICKLISTCOUNT: help(
    'PICKLISTCOUNT(field)',
    'PICKLISTCOUNT(topics) > 2',
    'How many are chosen',
    '已选的个数',
  ),
  TEXT: help(
    'TEXT(value)',
    'TEXT(amount)',
    'A number, choice, day or time as text',
    '把数字、选项、日期或时间转为文本',
  ),
  VALUE: help('VALUE(text)', 'VALUE("12.5")', 'The number that a text says', '文本所表示的数字'),
  ISNUMBER: help(
    'ISNUMBER(text)',
    'ISNUMBER(code)',
    'Whether a text says a number',
    '文本是否表示数字',
  ),
  CONTAINS: help(
    'CONTAINS(text, part)',
    'CONTAINS(name, "Ltd")',
    'Whether the text has the part in it',
    '文本是否包含指定部分',
  ),
  BEGINS: help(
    'BEGINS(text, part)',
    'BEGINS(name, "A")',
    'Whether the text begins with the part',
    '文本是否以指定部分开头',
  ),
  LEN: help('LEN(text)', 'LEN(name)', 'How many characters a text has', '文本的字符数'),
  LEFT: help('LEFT(text, count)', 'LEFT(code, 2)', 'The first characters', '取开头的若干字符'),
  RIGHT: help('RIGHT(text, count)', 'RIGHT(code, 2)', 'The last characters', '取末尾的若干字符'),
  MID: help(
    'MID(text, start, count)',
    'MID(code, 3, 2)',
    'Characters from the start-th on, counted from 1',
    '从第 start 个字符（从 1 数起）取若干字符',
  ),
  SUBSTR: help(
    'SUBSTR(text, start[, count])',
    'SUBSTR(code, -2)',
    'As MID; a negative start counts from the end',
    '与 MID 相同，start 为负数时从末尾数起',
  ),
  FIND: help(
    'FIND(part, text[, start])',
    'FIND("-", code)',
    'Where the part is, 0 when nowhere',
    '指定部分所在的位置，没有时为 0',
  ),
  SUBSTITUTE: help(
    'SUBSTITUTE(text, old, new)',
    'SUBSTITUTE(code, "-", "")',
    'The text with all of one part replaced',
    '把文本中的某部分全部替换',
  ),
  TRIM: help('TRIM(text)', 'TRIM(name)', 'Without blanks at both ends', '去掉首尾的空格'),
  UPPER: help('UPPER(text[, locale])', 'UPPER(code)', 'In capitals', '转为大写'),
  LOWER: help('LOWER(text[, locale])', 'LOWER(email)', 'In small letters', '转为小写'),
  INITCAP: help(
    'INITCAP(text)',
    'INITCAP("ada king")',
    'Each word with a capital',
    '每个单词首字母大写',
  ),
  LPAD: help(
    'LPAD(text, length[, filler])',
    'LPAD(TEXT(number), 5, "0")',
    'Filled up on the left, or cut',
    '在左侧补足到指定长度，过长则截断',
  ),
  RPAD: help(
    'RPAD(text, length[, filler])',
    'RPAD(code, 8, ".")',
    'Filled up on the right, or cut',
    '在右侧补足到指定长度，过长则截断',
  ),
  REVERSE: help('REVERSE(text)', 'REVERSE("abc")', 'Backwards', '反转文本'),
  CHR: help('CHR(number)', 'CHR(65)', 'The character of a number', '编码对应的字符'),
  ASCII: help('ASCII(text)', 'ASCII("A")', 'The number of the first character', '第一个字符的编码'),
  REGEX: help(
    'REGEX(text, pattern)',
    'REGEX(zip, "\\\\d{5}")',
    'Whether the whole text matches a regular expression',
    '整个文本是否匹配正则表达式',
  ),
  CASESAFEID: help(
    'CASESAFEID(id)',
    'CASESAFEID(code)',
    'An id of 18 characters for one of 15',
    '把 15 位 ID 转为 18 位',
  ),
  BR: help('BR()', 'street & BR() & city', 'A line break', '换行'),
  HYPERLINK: help(
    'HYPERLINK(url, label[, target])',
    'HYPERLINK(website, name)',
    'A link, as markup',
    '链接（标记）',
  ),
  IMAGE: help(
    'IMAGE(url, text[, height, width])',
    'IMAGE(logo_url, "Logo")',
    'A picture, as markup',
    '图片（标记）',
  ),
  HTMLENCODE: help(
    'HTMLENCODE(text)',
    'HTMLENCODE(name)',
    'A text made fit for a page',
    '转义为可放入网页的文本',
  ),
  JSENCODE: help(
    'JSENCODE(text)',
    'JSENCODE(name)',
    'A text made fit for a script',
    '转义为可放入脚本的文本',
  ),
  JSINHTMLENCODE: help(
    'JSINHTMLENCODE(text)',
    'JSINHTMLENCODE(name)',
    'A text made fit for a script within a page',
    '转义为可放入网页内脚本的文本',
  ),
  URLENCODE: help(
    'URLENCODE(text)',
    'URLENCODE(name)',
    'A text made fit for an address',
    '转义为可放入网址的文本',
  ),
  FORMATCURRENCY: help(
    'FORMATCURRENCY(currency, number)',
    'FORMATCURRENCY("EUR", amount)',
    'An amount with its currency and places',
    '带币种和小数位的金额文本',
  ),
  CURRENCYRATE: help(
    'CURRENCYRATE(currency)',
    'CURRENCYRATE("EUR")',
    'The rate of a currency; 1 for the tenant’s own, no others can be set yet',
    '某币种的汇率；本企业的币种为 1，其他币种暂不能设置',
  ),
  VLOOKUP: help(
    'VLOOKUP(object.field, object.key, value)',
    'VLOOKUP(account.revenue, account.code, code)',
    'A field of the record whose key has the value; in rules only',
    '取键字段等于该值的记录的某个字段，仅用于规则',
  ),
  JSONVALUE: help(
    'JSONVALUE(json, name)',
    'JSONVALUE(payload, "id")',
    'A member of a JSON document, as text',
    '取 JSON 的某个成员（文本）',
  ),
  JSONPATHVALUE: help(
    'JSONPATHVALUE(json, path)',
    'JSONPATHVALUE(payload, "$.items[0].name")',
    'What a path finds in a JSON document, as text',
    '按路径取 JSON 中的值（文本）',
  ),
  ABS: help('ABS(number)', 'ABS(balance)', 'Without its sign', '绝对值'),
  ROUND: help(
    'ROUND(number, places)',
    'ROUND(amount * 0.19, 2)',
    'Rounded, halves away from zero',
    '四舍五入到指定小数位',
  ),
  TRUNC: help('TRUNC(number[, places])', 'TRUNC(amount)', 'Cut, not rounded', '截断，不四舍五入'),
  CEILING: help(
    'CEILING(number)',
    'CEILING(2.1)',
    'The next whole number away from zero',
    '远离零取整',
  ),
  FLOOR: help('FLOOR(number)', 'FLOOR(2.9)', 'The next whole number towards zero', '向零取整'),
  MCEILING: help('MCEILING(number)', 'MCEILING(-1.7)', 'The next whole number up', '向上取整'),
  MFLOOR: help('MFLOOR(number)', 'MFLOOR(-1.7)', 'The next whole number down', '向下取整'),
  MOD: help(
    'MOD(number, divisor)',
    'MOD(quantity, 12)',
    'The remainder of a division',
    '除法的余数',
  ),
  MAX: help(
    'MAX(number, …)',
    'MAX(amount, 0)',
    'The largest; blank when one is blank',
    '最大值；任一为空则为空',
  ),
  MIN: help(
    'MIN(number, …)',
    'MIN(amount, 100)',
    'The smallest; blank when one is blank',
    '最小值；任一为空则为空',
  ),
  SQRT: help('SQRT(number)', 'SQRT(area)', 'The square root', '平方根'),
  EXP: help('EXP(number)', 'EXP(1)', 'e to the power of the number', 'e 的若干次方'),
  LN: help('LN(number)', 'LN(amount)', 'The natural logarithm', '自然对数'),
  LOG: help('LOG(number)', 'LOG(amount)', 'The logarithm to base 10', '以 10 为底的对数'),
  PI: help('PI()', 'PI() * radius ^ 2', 'The number π', '圆周率'),
  SIN: help('SIN(angle)', 'SIN(PI() / 2)', 'The sine of an angle in radians', '正弦（弧度）'),
  COS: help('COS(angle)', 'COS(0)', 'The cosine of an angle in radians', '余弦（弧度）'),
  TAN: help('TAN(angle)', 'TAN(0)', 'The tangent of an angle in radians', '正切（弧度）'),
  ASIN: help('ASIN(number)', 'ASIN(1)', 'The angle of a sine', '反正弦'),
  ACOS: help('ACOS(number)', 'ACOS(1)', 'The angle of a cosine', '反余弦'),
  ATAN: help('ATAN(number)', 'ATAN(1)', 'The angle of a tangent', '反正切'),
  ATAN2: help('ATAN2(y, x)', 'ATAN2(1, 1)', 'The angle of a point', '点的方位角'),
  TODAY: help('TODAY()', 'close_date < TODAY()', "The user's day", '用户所在时区的今天'),
  NOW: help('NOW()', 'created_at > NOW() - 1', 'This moment', '当前时刻'),
  TIMENOW: help('TIMENOW()', 'HOUR(TIMENOW())', 'The time of day, in UTC', '当前时间（UTC）'),
  DATE: help(
    'DATE(year, month, day)',
    'DATE(2026, 1, 31)',
    'A day from its parts',
    '由年、月、日组成的日期',
  ),
  DATEVALUE: help(
    'DATEVALUE(value)',
    'DATEVALUE(created_at)',
    'The day of a text or a moment',
    '文本或时刻的日期',
  ),
  DATETIMEVALUE: help(
    'DATETIMEVALUE(value)',
    'DATETIMEVALUE("2026-01-31 09:30:00")',
    'The moment of a text in UTC, or midnight of a day',
    '文本（UTC）所表示的时刻，或某天的零点',
  ),
  TIMEVALUE: help(
    'TIMEVALUE(value)',
    'TIMEVALUE("09:30:00.000")',
    'The time of day of a text or a moment',
    '文本或时刻的时间',
  ),
  YEAR: help('YEAR(date)', 'YEAR(close_date)', 'The year', '年份'),
  MONTH: help('MONTH(date)', 'MONTH(close_date)', 'The month, 1 to 12', '月份，1 到 12'),
  DAY: help('DAY(date)', 'DAY(close_date)', 'The day of the month', '几号'),
  WEEKDAY: help(
    'WEEKDAY(date)',
    'WEEKDAY(close_date)',
    'The weekday; Sunday is 1',
    '星期几，星期日为 1',
  ),
  DAYOFYEAR: help(
    'DAYOFYEAR(date)',
    'DAYOFYEAR(close_date)',
    'The day of the year',
    '一年中的第几天',
  ),
  ISOWEEK: help('ISOWEEK(date)', 'ISOWEEK(close_date)', 'The ISO week', 'ISO 周数'),
  ISOYEAR: help(
    'ISOYEAR(date)',
    'ISOYEAR(close_date)',
    'The year of the ISO week',
    'ISO 周所属的年份',
  ),
  ADDMONTHS: help(
    'ADDMONTHS(date, months)',
    'ADDMONTHS(start_date, 12)',
    'Months later; from a last day to a last day',
    '若干个月之后；月末对应月末',
  ),
  HOUR: help('HOUR(time)', 'HOUR(TIMENOW())', 'The hour', '小时'),
  MINUTE: help('MINUTE(time)', 'MINUTE(TIMENOW())', 'The minute', '分钟'),
  SECOND: help('SECOND(time)', 'SECOND(TIMENOW())', 'The second', '秒'),
  MILLISECOND: help('MILLISECOND(time)', 'MILLISECOND(TIMENOW())', 'The millisecond', '毫秒'),
  UNIXTIMESTAMP: help(
    'UNIXTIMESTAMP(value)',
    'UNIXTIMESTAMP(created_at)',
    'Seconds since 1970',
    '自 1970 年起的秒数',
  ),
  FROMUNIXTIME: help(
    'FROMUNIXTIME(seconds)',
    'FROMUNIXTIME(0)',
    'The moment of seconds since 1970',
    '自 1970 年起若干秒的时刻',
  ),
  FORMATDURATION: help(
    'FORMATDURATION(seconds[, days])',
    'FORMATDURATION(90061, TRUE)',
    'Seconds, or the time between two moments, as HH:MM:SS',
    '把秒数或两个时刻之差写成 HH:MM:SS',
  ),
  GEOLOCATION: help(
    'GEOLOCATION(latitude, longitude)',
    'GEOLOCATION(31.2, 121.5)',
    'A point on the earth',
    '地球上的一点',
  ),
  DISTANCE: help(
    'DISTANCE(a, b, unit)',
    'DISTANCE(spot, GEOLOCATION(0, 0), "km")',
    'How far two points are apart, in "km" or "mi"',
    '两点间的距离，单位为 "km" 或 "mi"',
  ),
  ISNEW: help(
    'ISNEW()',
    'ISNEW() && ISBLANK(phone)',
    'Whether the record is being created; in rules only',
    '记录是否正在新建，仅用于规则',
  ),
  ISCLONE: help(
    'ISCLONE()',
    'ISCLONE()',
    'Whether the record is a copy: never here; in rules only',
    '记录是否为复制：此处始终为否，仅用于规则',
  ),
  ISCHANGED: help(
    'ISCHANGED(field)',
    'ISCHANGED(stage)',
    'Whether this save changes the field; in rules only',
    '本次保存是否更改了该字段，仅用于规则',
  ),
  PRIORVALUE: help(
    'PRIORVALUE(field)',
    'PRIORVALUE(amount) > amount',
    'What the field held before this save; in rules only',
    '本次保存之前该字段的值，仅用于规则',
  ),
};

const ofRules: readonly string[] = ['ISNEW', 'ISCLONE', 'ISCHANGED', 'PRIORVALUE', 'VLOOKUP'];

/** Those that can be written like functions where the formula stands. */
export const offeredFunctions = (rule: boolean): HelpedFunction[] =>
  (Object.keys(functionHelp) as HelpedFunction[]).filter(
    (name) => name !== 'IN' && name !== 'LIKE' && (rule || !ofRules.includes(name)),
  );

export const helpFor = (name: string): FunctionHelp | undefined =>
  (functionHelp as Partial<Record<string, FunctionHelp>>)[name];

/** `ROUND(number, places)` → `['number', 'places']` */
export const parametersOf = ({ signature }: FunctionHelp): string[] =>
  signature
    .slice(signature.indexOf('(') + 1, signature.lastIndexOf(')'))
    .split(',')
    .map((parameter) => parameter.replace(/[[\]]/g, '').trim())
    .filter((parameter) => parameter !== '');
