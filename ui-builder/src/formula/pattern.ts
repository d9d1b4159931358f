import { OnlyServerKnows } from './problem';

/** Patterns in the server's (Java's) syntax: the part of it that regular languages have. */

export type Test = (code: number) => boolean;

export type Node =
  | { readonly is: 'one'; readonly test: Test }
  | { readonly is: 'start' | 'end' }
  | { readonly is: 'all'; readonly parts: readonly Node[] }
  | { readonly is: 'any'; readonly choices: readonly Node[] }
  | { readonly is: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

const MAX_DEPTH = 50;

/** What is not understood here the server must tell. */
export const unknown = (pattern: string): OnlyServerKnows =>
  new OnlyServerKnows(`REGEX: ${pattern}`);

const isDigit: Test = (code) => code >= 48 && code <= 57;
const isWord: Test = (code) =>
  isDigit(code) || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isSpace: Test = (code) => code === 32 || (code >= 9 && code <= 13);
export const isLineEnd: Test = (code) =>
  code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
const not =
  (test: Test): Test =>
  (code) =>
    !test(code);

const CLASSES: ReadonlyMap<string, Test> = new Map([
  ['d', isDigit],
  ['D', not(isDigit)],
  ['w', isWord],
  ['W', not(isWord)],
  ['s', isSpace],
  ['S', not(isSpace)],
]);
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['f', 12],
]);

/** `\Qa.b\E+` is `a\.b+`: between these signs each character is itself. */
const withoutQuotes = (pattern: string) =>
  pattern.replace(/\\Q([^]*?)(?:\\E|$)|\\[^]/g, (whole, quoted?: string) =>
    quoted === undefined ? whole : quoted.replace(/[!-/:-@[-`{-~]/g, '\\$&'),
  );

class Parser {
  private at = 0;
  private readonly characters: readonly string[];

  constructor(private readonly pattern: string) {
    this.characters = [...withoutQuotes(pattern)];
  }

  parse(): Node {
    const node = this.choice(0);
    if (this.at < this.characters.length) throw unknown(this.pattern);
    return node;
  }

  private get next(): string | undefined {
    return this.characters[this.at];
  }

  private take(): string {
    const taken = this.characters[this.at++];
    if (taken === undefined) throw unknown(this.pattern);
    return taken;
  }

  private accepts(character: string): boolean {
    if (this.next !== character) return false;
    this.at++;
    return true;
  }

  private choice(depth: number): Node {
    if (depth > MAX_DEPTH) throw unknown(this.pattern);
    const choices = [this.sequence(depth)];
    while (this.accepts('|')) choices.push(this.sequence(depth));
    return { is: 'any', choices };
  }

  private sequence(depth: number): Node {
    const parts: Node[] = [];
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') {
      parts.push(this.quantified(this.atom(depth)));
    }
    return { is: 'all', parts };
  }

  private quantified(node: Node): Node {
    const counts = this.counts();
    if (!counts) return node;
    this.accepts('?');
    // What comes now is possessive, or a quantifier of a quantifier.
    const isMore = this.next !== undefined && '*+?{'.includes(this.next);
    if (isMore || node.is === 'start' || node.is === 'end') throw unknown(this.pattern);
    return { is: 'repeat', node, ...counts };
  }

  private counts(): { readonly least: number; readonly most: number } | undefined {
    if (this.accepts('*')) return { least: 0, most: Infinity };
    if (this.accepts('+')) return { least: 1, most: Infinity };
    if (this.accepts('?')) return { least: 0, most: 1 };
    if (!this.accepts('{')) return undefined;
    const least = this.integer();
    const most = !this.accepts(',') ? least : this.next === '}' ? Infinity : this.integer();
    if (!this.accepts('}') || most < least) throw unknown(this.pattern);
    return { least, most };
  }

  private integer(): number {
    let digits = '';
    while (this.next !== undefined && /^\d$/.test(this.next)) digits += this.take();
    if (digits === '' || digits.length > 5) throw unknown(this.pattern);
    return Number(digits);
  }

  private atom(depth: number): Node {
    const character = this.take();
    switch (character) {
      case '(':
        return this.group(depth);
      case '[':
        return { is: 'one', test: this.set() };
      case '.':
        return { is: 'one', test: not(isLineEnd) };
      case '^':
        return { is: 'start' };
      case '$':
        return { is: 'end' };
      case '\\':
        return { is: 'one', test: this.escape() };
      case '*':
      case '+':
      case '?':
      case '{':
        throw unknown(this.pattern);
      default:
        return { is: 'one', test: this.literal(character) };
    }
  }

  private group(depth: number): Node {
    if (this.accepts('?') && !this.accepts(':')) throw unknown(this.pattern);
    const node = this.choice(depth + 1);
    if (!this.accepts(')')) throw unknown(this.pattern);
    return node;
  }

  private literal(character: string): Test {
    const wanted = character.codePointAt(0);
    return (code) => code === wanted;
  }

  private escape(): Test {
    const character = this.take();
    const test = CLASSES.get(character);
    if (test) return test;
    const code = this.escaped(character);
    return (other) => other === code;
  }

  /** Letters and digits have meanings that are not ours; all else is itself. */
  private escaped(character: string): number {
    const control = CONTROLS.get(character);
    if (control !== undefined) return control;
    if (character === 'u') return this.unicode();
    if (character === 'x') return this.hexadecimal(2);
    const code = character.codePointAt(0) ?? 0;
    if (isWord(code) && character !== '_') throw unknown(this.pattern);
    return code;
  }

  /** Two halves of a character, each written as an escape, are that character. */
  private unicode(): number {
    const code = this.hexadecimal(4);
    if (code < 0xd800 || code > 0xdfff) return code;
    if (code > 0xdbff || !this.accepts('\\') || !this.accepts('u')) throw unknown(this.pattern);
    const second = this.hexadecimal(4);
    if (second < 0xdc00 || second > 0xdfff) throw unknown(this.pattern);
    return 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
  }

  private hexadecimal(length: number): number {
    let digits = '';
    while (digits.length < length) digits += this.take();
    if (!/^[0-9a-f]+$/i.test(digits)) throw unknown(this.pattern);
    return parseInt(digits, 16);
  }

  private set(): Test {
    const isNegated = this.accepts('^');
    const tests: Test[] = [];
    do tests.push(this.range());
    while (!this.accepts(']'));
    const holds: Test = (code) => tests.some((test) => test(code));
    return isNegated ? not(holds) : holds;
  }

  private range(): Test {
    const first = this.take();
    // Sets in sets, and what they have in common, are Java's alone.
    if ('[]&^'.includes(first)) throw unknown(this.pattern);
    if (first === '\\') {
      const test = CLASSES.get(this.next ?? '');
      if (test) {
        this.at++;
        if (this.next === '-' && this.characters[this.at + 1] !== ']') throw unknown(this.pattern);
        return test;
      }
    }
    const from = first === '\\' ? this.escaped(this.take()) : (first.codePointAt(0) ?? 0);
    if (this.next !== '-' || this.characters[this.at + 1] === ']') return (code) => code === from;
    this.at++;
    const last = this.take();
    if ('[]&^-'.includes(last)) throw unknown(this.pattern);
    const to = last === '\\' ? this.escaped(this.take()) : (last.codePointAt(0) ?? 0);
    if (to < from) throw unknown(this.pattern);
    return (code) => code >= from && code <= to;
  }
}

export const parsePattern = (pattern: string): Node => new Parser(pattern).parse();
