import { textOfWord, words, type Word } from './words';

/** What could be written at a place of a formula. */
export type Wanted = {
  /** The part of a name that stands there already, and the references that lead to it. */
  name?: { from: number; typed: string; way: string[] };
  /** A choice of this field; `quoted` when its quotation mark has been typed. */
  choice?: { from: number; to: number; typed: string; field: string; quoted: boolean };
};

const comparisons = ['=', '==', '<>', '!='];
const choiceFunctions = ['ISPICKVAL', 'INCLUDES', 'CASE'];

export function wantedAt(source: string, position: number): Wanted {
  const before = words(source).filter((word) => word.from < position);
  const last = before.at(-1);
  if (last && last.to >= position) {
    switch (last.kind) {
      case 'comment':
        return last.open ? {} : startAt(source, before, position);
      case 'text':
        return last.open || last.to > position ? insideText(source, before, last, position) : {};
      case 'number':
        return {};
      case 'name':
      case 'global':
        return insideName(source, last, position);
      case 'sign':
        break;
    }
  }
  return startAt(source, before, position);
}

function insideName(source: string, word: Word, position: number): Wanted {
  const segments = source.slice(word.from, position).split('.');
  const typed = segments.at(-1) ?? '';
  return { name: { from: position - typed.length, typed, way: segments.slice(0, -1) } };
}

function insideText(source: string, before: Word[], text: Word, position: number): Wanted {
  const field = comparedField(source, before.slice(0, -1));
  if (field === undefined) return {};
  const typed = source.slice(text.from + 1, position);
  return { choice: { from: text.from, to: text.to, typed, field, quoted: true } };
}

function startAt(source: string, before: Word[], position: number): Wanted {
  const last = before.at(-1);
  // Behind a value only a sign can follow.
  const isOperand =
    last !== undefined &&
    (last.kind === 'number' ||
      last.kind === 'text' ||
      last.kind === 'global' ||
      (last.kind === 'name' && !isWordOperator(textOfWord(source, last))) ||
      textOfWord(source, last) === ')');
  if (isOperand) return {};
  const field = comparedField(source, before);
  return {
    name: { from: position, typed: '', way: [] },
    ...(field !== undefined && {
      choice: { from: position, to: position, typed: '', field, quoted: false },
    }),
  };
}

const isWordOperator = (text: string) => ['NOT', 'IN', 'LIKE'].includes(text.toUpperCase());

/** `stage = `, `ISPICKVAL(stage, `, `stage IN ("Won", ` → `stage` */
function comparedField(source: string, before: Word[]): string | undefined {
  const texts = before.map((word) => textOfWord(source, word));
  const isName = (index: number) => before[index]?.kind === 'name';
  const last = texts.length - 1;
  if (comparisons.includes(texts[last] ?? '') && isName(last - 1)) return texts[last - 1];
  const opening = openParenthesis(texts);
  if (opening === undefined) return undefined;
  const caller = texts[opening - 1]?.toUpperCase() ?? '';
  if (choiceFunctions.includes(caller) && isName(opening + 1) && texts[opening + 2] === ',') {
    return texts[opening + 1];
  }
  if (caller === 'IN') {
    const place = texts[opening - 2]?.toUpperCase() === 'NOT' ? opening - 3 : opening - 2;
    return isName(place) ? texts[place] : undefined;
  }
  return undefined;
}

/** The parenthesis around the place, if there is one. */
function openParenthesis(texts: string[]): number | undefined {
  let open = 0;
  for (let index = texts.length - 1; index >= 0; index--) {
    if (texts[index] === ')') open++;
    if (texts[index] === '(' && open-- === 0) return index;
  }
  return undefined;
}

/** The function whose arguments are being written, and which of them. */
export function callAt(
  source: string,
  position: number,
): { name: string; argument: number } | undefined {
  const before = words(source).filter((word) => word.to <= position);
  const texts = before.map((word) => (word.kind === 'text' ? '' : textOfWord(source, word)));
  for (let end = texts.length; end > 0;) {
    const opening = openParenthesis(texts.slice(0, end));
    if (opening === undefined) return undefined;
    if (before[opening - 1]?.kind === 'name') {
      return { name: (texts[opening - 1] ?? '').toUpperCase(), argument: commas(texts, opening) };
    }
    end = opening;
  }
  return undefined;
}

function commas(texts: string[], opening: number): number {
  let depth = 0;
  let count = 0;
  for (const text of texts.slice(opening + 1)) {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (text === ',' && depth === 0) count++;
  }
  return count;
}
