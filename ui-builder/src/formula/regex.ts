import { isLineEnd, parsePattern, unknown, type Node, type Test } from './pattern';

/**
 * Whether a whole text has the form of a regular expression, in the server's (Java's) syntax. The
 * browser's own expressions differ from it and cannot be stopped, so the pattern becomes a machine
 * that is in all its states at once: its time is pattern times text, whatever the pattern. Of a
 * whole match only yes or no is asked, so greedy and lazy are the same. What is not understood here
 * (references back, looking around, flags, …) the server must tell.
 */

type State =
  | { readonly is: 'one'; readonly test: Test; next: number }
  | { readonly is: 'start' | 'end'; next: number }
  | { readonly is: 'split'; readonly to: number[] }
  | { readonly is: 'done' };

const MAX_STATES = 2_000;
/** States times characters: what a form may do between two keystrokes. */
const MAX_WORK = 2_000_000;

class Machine {
  private readonly states: State[] = [{ is: 'done' }];

  constructor(
    private readonly pattern: string,
    private readonly codes: readonly number[],
  ) {}

  /** Whether it gets from the first character to behind the last. */
  accepts(root: Node): boolean {
    const codes = this.codes;
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
        return this.counted(node.node, node.least, node.most, next);
    }
  }

  /**
   * A text of n characters has no room for more than n repetitions that are not empty, so what
   * may be more often may be as often as it likes, and n + 1 times is too often like any more.
   */
  private counted(node: Node, least: number, most: number, next: number): number {
    const room = this.codes.length;
    return this.repeated(node, Math.min(least, room + 1), most > room ? Infinity : most, next);
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
  return new Machine(pattern, codes).accepts(parsePattern(pattern));
}
