import { decimal, type Decimal } from '@/api';

/** A formula as far as filters use it. The server's grammar is larger; what is unknown here is not drawn. */
export type Node =
  | { kind: 'literal'; value: string | Decimal | boolean | null }
  | { kind: 'path'; path: string }
  | { kind: 'call'; name: string; args: Node[] }
  | { kind: 'not'; operand: Node }
  | { kind: 'binary'; operator: BinaryOperator; left: Node; right: Node };

export type BinaryOperator = '&&' | '||' | '=' | '!=' | '<' | '>' | '<=' | '>=';

type Token = { kind: 'text' | 'number' | 'name' | 'symbol' | 'end'; text: string };

const TOKEN =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_$][\w$.]*)|(&&|\|\||<>|!=|<=|>=|==|[=<>!(),]))/y;

function tokens(source: string): Token[] | undefined {
  const found: Token[] = [];
  let at = 0;
  while (source.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    at = TOKEN.lastIndex;
    const [, double, single, number, name, symbol] = match;
    const text = double ?? single;
    if (text !== undefined) found.push({ kind: 'text', text: text.replace(/\\(.)/g, unescape) });
    else if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'symbol', text: symbol ?? '' });
  }
  found.push({ kind: 'end', text: '' });
  return found;
}

const unescape = (_: string, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char);

const levels: Record<string, number> = {
  '||': 1,
  '&&': 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
};

const spelling: Record<string, string> = { '==': '=', '<>': '!=' };

class Unreadable extends Error {}

/** The tree, or undefined when the formula goes beyond what this reads. */
export function parseFormula(source: string): Node | undefined {
  const list = tokens(source);
  if (!list) return undefined;
  try {
    return new Parser(list).whole();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Parser {
  private next = 0;

  constructor(private readonly list: Token[]) {}

  whole(): Node {
    const node = this.expression(1);
    if (this.peek().kind !== 'end') throw new Unreadable();
    return node;
  }

  private expression(level: number): Node {
    let left = this.unary();
    for (;;) {
      const token = this.peek();
      const symbol = spelling[token.text] ?? token.text;
      const own = token.kind === 'symbol' ? levels[symbol] : undefined;
      if (own !== undefined && own >= level) {
        this.take();
        const right = this.expression(own + 1);
        left = { kind: 'binary', operator: symbol as BinaryOperator, left, right };
      } else if (
        level <= 4 &&
        (this.isWord('IN') || (this.isWord('NOT') && this.isWord('IN', 1)))
      ) {
        left = this.inList(left);
      } else {
        return left;
      }
    }
  }

  private inList(subject: Node): Node {
    const negated = this.isWord('NOT');
    if (negated) this.take();
    this.take();
    this.expect('(');
    const call: Node = { kind: 'call', name: 'IN', args: [subject, ...this.args()] };
    return negated ? { kind: 'not', operand: call } : call;
  }

  private unary(): Node {
    if (this.peek().text === '!' || this.isWord('NOT')) {
      this.take();
      return { kind: 'not', operand: this.expression(7) };
    }
    return this.primary();
  }

  private primary(): Node {
    const token = this.take();
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'number') return { kind: 'literal', value: decimal(token.text) };
    if (token.kind === 'name') return this.name(token.text);
    if (token.text !== '(') throw new Unreadable();
    const inner = this.expression(1);
    this.expect(')');
    return inner;
  }

  private name(text: string): Node {
    if (this.peek().text === '(' && this.peek().kind === 'symbol') {
      this.take();
      return { kind: 'call', name: text.toUpperCase(), args: this.args() };
    }
    const word = text.toUpperCase();
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'literal', value: word === 'TRUE' };
    if (word === 'NULL') return { kind: 'literal', value: null };
    return { kind: 'path', path: text };
  }

  private args(): Node[] {
    const found: Node[] = [];
    if (this.peek().text === ')') {
      this.take();
      return found;
    }
    for (;;) {
      found.push(this.expression(1));
      const token = this.take();
      if (token.text === ')') return found;
      if (token.text !== ',') throw new Unreadable();
    }
  }

  private isWord(word: string, ahead = 0): boolean {
    const token = this.list[this.next + ahead];
    return token?.kind === 'name' && token.text.toUpperCase() === word;
  }

  private peek(): Token {
    return this.list[this.next] ?? { kind: 'end', text: '' };
  }

  private take(): Token {
    const token = this.peek();
    this.next++;
    return token;
  }

  private expect(symbol: string): void {
    if (this.take().text !== symbol) throw new Unreadable();
  }
}

export const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
