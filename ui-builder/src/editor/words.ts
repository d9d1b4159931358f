/** A word of a formula; `to` is where it ends. */
export type Word = {
  kind: 'name' | 'global' | 'number' | 'text' | 'sign' | 'comment';
  from: number;
  to: number;
  /** Of texts and comments: their end has not been written yet. */
  open?: boolean;
};

const patterns: [Word['kind'], RegExp][] = [
  ['comment', /\/\*[^]*?(?:\*\/|$)/y],
  [
    'text',
    /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[“”](?:\\.|[^“”\\\n])*[“”]?|[‘’](?:\\.|[^‘’\\\n])*[‘’]?/y,
  ],
  ['number', /\d+(?:\.\d+)?/y],
  ['global', /\$[\p{L}\p{N}_.]*/uy],
  ['name', /\p{L}[\p{L}\p{N}_.]*/uy],
  ['sign', /&&|\|\||==|!=|<>|<=|>=|[^\s]/y],
];

/** The words of a formula, as far as it is written: it need not be right. */
export function words(source: string): Word[] {
  const found: Word[] = [];
  let at = 0;
  while (at < source.length) {
    if (/[\s\u00a0\ufeff]/.test(source.charAt(at))) {
      at++;
      continue;
    }
    const word = wordFrom(source, at);
    found.push(word);
    at = word.to;
  }
  return found;
}

function wordFrom(source: string, from: number): Word {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = from;
    const match = pattern.exec(source);
    if (match) return { kind, from, to: from + match[0].length, ...openEnd(kind, match[0]) };
  }
  return { kind: 'sign', from, to: from + 1 };
}

function openEnd(kind: Word['kind'], text: string): { open: true } | undefined {
  const isClosed =
    kind === 'text'
      ? text.length > 1 && isEndOf(text) && !/(?:^|[^\\])(?:\\\\)*\\.$/.test(text)
      : kind !== 'comment' || (text.length > 3 && text.endsWith('*/'));
  return isClosed ? undefined : { open: true };
}

/** Curly quotes, as Chinese is typed with, end at either of their kind. */
function isEndOf(text: string): boolean {
  const kind = ['"', "'", '“”', '‘’'].find((quotes) => quotes.includes(text.charAt(0))) ?? '';
  return kind.includes(text.charAt(text.length - 1));
}

/** The word at a place, for underlining what an error is about. */
export function wordAt(source: string, position: number): { from: number; to: number } {
  const word = words(source).find((candidate) => candidate.to > position);
  if (word && word.from <= position) return { from: word.from, to: word.to };
  // Something is missing at the end: the last word stands for it.
  const last = words(source).at(-1);
  return last ? { from: last.from, to: last.to } : { from: 0, to: source.length };
}

export const textOfWord = (source: string, word: Word): string => source.slice(word.from, word.to);
