import { OnlyServerKnows } from './problem';

/**
 * Whether a whole text has the form of a regular expression, in the server's (Java's) syntax. The
 * browser's own expressions differ from it and cannot be stopped, so the pattern becomes a machine
 * that is in all its states at once: its time is pattern times text, whatever the pattern. Of a
 * whole match only yes or no is asked, so greedy and lazy are the same. What is not understood here
 * (references back, looking around, flags, …) the server must tell.
 */

type Test = (code: number) => boolean;

type Node =
  | { readonly is: 'one'; readonly test: Test }
  | { readonly is: 'start' | 'end' }
  | { readonly is: 'all'; readonly parts: readonly Node[] }
  | { readonly is: 'any'; readonly choices: readonly Node[] }
  | { readonly is: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

type State =
  | { readonly is: 'one'; readonly test: Test; next: number }
  | { readonly is: 'start' | 'end'; next: number }
  | { readonly is: 'split'; readonly to: number[] }
  | { readonly is: 'done' };

const MAX_STATES = 2_000;
const MAX_WORK = 20_000_000;
const MAX_DEPTH = 50;

const unknown = (pattern: string): OnlyServerKnows => new OnlyServerKnows(`REGEX: ${pattern}`);

const isDigit: Test = (code) => code >= 48 && code <= 57;
const isWord: Test = (code) =>
  isDigit(code) || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isSpace: Test = (code) => code === 32 || (code >= 9 && code <= 13);
const isLineEnd: Test = (code) =>
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

class Parser {
  private at = 0;
  private readonly characters: readonly string[];

  constructor(private readonly pattern: string) {
    this.characters = [...pattern];
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
    const code = character.codePointAt(0) ?? 0;
    if (isWord(code) && character !== '_') throw unknown(this.pattern);
    return code;
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
        if (this.next === '-') throw unknown(this.pattern);
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

class Machine {
  private readonly states: State[] = [{ is: 'done' }];

  constructor(private readonly pattern: string) {}

  /** Whether it gets from the first character to behind the last. */
  accepts(root: Node, codes: readonly number[]): boolean {
    const start = this.add(root, 0);
    if (this.states.length * codes.length > MAX_WORK) throw unknown(this.pattern);
    let current = this.closure([start], 0, codes);
    for (let at = 0; at < codes.length && current.length > 0; at++) {
      const reached = current.flatMap((index) => {
        const state = this.states[index];
        return state?.is === 'one' && state.test(codes[at] ?? 0) ? [state.next] : [];
      });
      current = this.closure(reached, at + 1, codes);
    }
    return current.includes(0);
  }

  /** The state to start in so as to get to `next`. */
  private add(node: Node, next: number): number {
    switch (node.is) {
      case 'one':
        return this.push({ is: 'one', test: node.test, next });
      case 'start':
      case 'end':
        return this.push({ is: node.is, next });
      case 'all':
        return node.parts.reduceRight((after, part) => this.add(part, after), next);
      case 'any':
        return this.push({
          is: 'split',
          to: node.choices.map((choice) => this.add(choice, next)),
        });
      case 'repeat':
        return this.repeated(node.node, node.least, node.most, next);
    }
  }

  private repeated(node: Node, least: number, most: number, next: number): number {
    let first = next;
    if (most === Infinity) {
      const to = [next];
      first = this.push({ is: 'split', to });
      to.push(this.add(node, first));
    } else {
      for (let i = least; i < most; i++) {
        first = this.push({ is: 'split', to: [next, this.add(node, first)] });
      }
    }
    for (let i = 0; i < least; i++) first = this.add(node, first);
    return first;
  }

  private push(state: State): number {
    if (this.states.length >= MAX_STATES) throw unknown(this.pattern);
    return this.states.push(state) - 1;
  }

  /** What can be reached without a character. */
  private closure(starts: readonly number[], at: number, codes: readonly number[]): number[] {
    const seen = new Set<number>();
    const open = [...starts];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const state = this.states[index];
      if (state?.is === 'split') open.push(...state.to);
      if (state?.is === 'start' && at === 0) open.push(state.next);
      if (state?.is === 'end' && isEnd(at, codes)) open.push(state.next);
    }
    return [...seen];
  }
}

/** At the end, or before the line end that is the last. */
function isEnd(at: number, codes: readonly number[]): boolean {
  const rest = codes.slice(at, at + 3);
  const [first = 0, second] = rest;
  if (rest.length === 2) return first === 13 && second === 10;
  // Between the two halves of a line end there is no end.
  return (
    rest.length === 0 ||
    (rest.length === 1 && isLineEnd(first) && !(first === 10 && codes[at - 1] === 13))
  );
}

export function matches(text: string, pattern: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return new Machine(pattern).accepts(new Parser(pattern).parse(), codes);
}
