import { Decimal } from './decimal';
import { FormulaError } from './problem';
import { result } from './texts';

/**
 * Values out of texts that hold JSON. `JSON.parse` would round numbers, so they are read here, with
 * the limits that the server has.
 */
type Json = null | boolean | string | Decimal | readonly Json[] | ReadonlyMap<string, Json>;

const MAX_NESTING = 1_000;
const MAX_NUMBER = 1_000;
const STEP = /\.([^.[\]]+)|\[(\d{1,6})\]|\['([^']*)'\]|\["([^"]*)"\]/y;

const badJson = (): FormulaError => new FormulaError('bad_json');

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  /** Undefined for a text of blanks. */
  document(): Json | undefined {
    this.skipBlanks();
    if (this.at === this.source.length) return undefined;
    const value = this.value(0);
    this.skipBlanks();
    if (this.at < this.source.length) throw badJson();
    return value;
  }

  private value(depth: number): Json {
    if (depth > MAX_NESTING) throw badJson();
    this.skipBlanks();
    switch (this.source[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): ReadonlyMap<string, Json> {
    const members = new Map<string, Json>();
    this.at++;
    if (this.accepts('}')) return members;
    do {
      this.skipBlanks();
      const name = this.string();
      if (!this.accepts(':')) throw badJson();
      members.set(name, this.value(depth + 1));
    } while (this.accepts(','));
    if (!this.accepts('}')) throw badJson();
    return members;
  }

  private array(depth: number): readonly Json[] {
    const elements: Json[] = [];
    this.at++;
    if (this.accepts(']')) return elements;
    do elements.push(this.value(depth + 1));
    while (this.accepts(','));
    if (!this.accepts(']')) throw badJson();
    return elements;
  }

  private string(): string {
    const literal = this.match(/"(?:[^"\\]|\\.)*"/y);
    try {
      return JSON.parse(literal) as string;
    } catch {
      throw badJson();
    }
  }

  private number(): Decimal {
    const literal = this.match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[ \t\r\n,\]}]|$)/y);
    const number = literal.length > MAX_NUMBER ? undefined : Decimal.parse(literal);
    if (!number) throw badJson();
    return number;
  }

  private word<T>(word: string, value: T): T {
    if (!this.source.startsWith(word, this.at)) throw badJson();
    this.at += word.length;
    return value;
  }

  private match(form: RegExp): string {
    form.lastIndex = this.at;
    const [found] = form.exec(this.source) ?? [];
    if (found === undefined) throw badJson();
    this.at += found.length;
    return found;
  }

  private accepts(symbol: string): boolean {
    this.skipBlanks();
    if (this.source[this.at] !== symbol) return false;
    this.at++;
    return true;
  }

  private skipBlanks(): void {
    while (' \t\r\n'.includes(this.source[this.at] ?? '.')) this.at++;
  }
}

const isObject = (json: Json | undefined): json is ReadonlyMap<string, Json> => json instanceof Map;

const isArray = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

const memberOf = (json: Json | undefined, name: string): Json | undefined =>
  isObject(json) ? json.get(name) : undefined;

const elementOf = (json: Json | undefined, index: number): Json | undefined =>
  isArray(json) ? json[index] : undefined;

/** A member of an object, as text. */
export const member = (json: string, name: string): string | null =>
  text(memberOf(new Reader(json).document(), name));

/** What a path such as `$.items[0].name` finds, as text. */
export function at(json: string, path: string): string | null {
  const badPath = new FormulaError('bad_json_path', { path });
  if (!path.startsWith('$')) throw badPath;
  let node = new Reader(json).document();
  for (let end = 1; end < path.length; end = STEP.lastIndex) {
    STEP.lastIndex = end;
    const step = STEP.exec(path);
    if (!step) throw badPath;
    const [, plain, index, single, double] = step;
    node =
      index === undefined
        ? memberOf(node, plain ?? single ?? double ?? '')
        : elementOf(node, Number(index));
  }
  return text(node);
}

const text = (json: Json | undefined): string | null =>
  json === undefined || json === null
    ? null
    : result(typeof json === 'string' ? json : written(json));

function written(json: Json): string {
  if (json instanceof Decimal) return json.toString();
  if (typeof json === 'string') return quoted(json);
  if (isObject(json)) {
    const members = [...json].map(([name, value]) => `${quoted(name)}:${written(value)}`);
    return `{${members.join(',')}}`;
  }
  return isArray(json) ? `[${json.map(written).join(',')}]` : JSON.stringify(json);
}

/** With the capitals of the server in what has no short form. */
const quoted = (value: string): string =>
  JSON.stringify(value).replace(/\\(?:u([0-9a-f]{4})|.)/g, (escape, code: string | undefined) =>
    code === undefined ? escape : `\\u${code.toUpperCase()}`,
  );
