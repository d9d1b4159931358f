import { OnlyServerKnows } from './problem';

/** Upper and lower case, as the server's: by Unicode, and by the few languages that differ. */

type Casing = 'plain' | 'turkic';

function casing(locale: string | null): Casing {
  const language = (locale ?? '').split(/[-_]/)[0]?.toLowerCase();
  switch (language) {
    case 'tr':
    case 'az':
      return 'turkic';
    case 'lt':
      // Its dots over dots need tables that are not worth sending to browsers.
      throw new OnlyServerKnows('UPPER, LOWER: lt');
    default:
      return 'plain';
  }
}

export function upper(text: string, locale: string | null): string {
  return (casing(locale) === 'turkic' ? text.replaceAll('i', '\u0130') : text).toUpperCase();
}

export function lower(text: string, locale: string | null): string {
  if (casing(locale) === 'plain') return text.toLowerCase();
  return text
    .replaceAll('I\u0307', 'i')
    .replaceAll('\u0130', 'i')
    .replaceAll('I', '\u0131')
    .toLowerCase();
}

/** The first letter of each run of letters and digits large, the others small. */
export function capitalised(text: string): string {
  let result = '';
  let within = false;
  for (const character of text) {
    result += within ? small(character) : large(character);
    within = /[\p{L}\p{Nd}]/u.test(character);
  }
  return result;
}

const isOne = (text: string): boolean => text.length <= 2 && [...text].length === 1;

function small(character: string): string {
  // Alone among capitals, this one's small letter is two characters by the full rules.
  if (character === '\u0130') return 'i';
  const mapped = character.toLowerCase();
  return isOne(mapped) ? mapped : character;
}

/** By the rules that keep one character one character. */
function large(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const title = TITLE.find(([from, to]) => code >= from && code <= to);
  if (title) return String.fromCodePoint(title[2](code));
  const mapped = character.toUpperCase();
  return isOne(mapped) ? mapped : character;
}

/** Characters whose form at the start of a word is not their capital. */
const TITLE: readonly (readonly [from: number, to: number, title: (code: number) => number])[] = [
  [0x01c4, 0x01c6, () => 0x01c5],
  [0x01c7, 0x01c9, () => 0x01c8],
  [0x01ca, 0x01cc, () => 0x01cb],
  [0x01f1, 0x01f3, () => 0x01f2],
  [0x10d0, 0x10fa, (code) => code],
  [0x10fd, 0x10ff, (code) => code],
  [0x1f80, 0x1faf, (code) => code | 8],
  [0x1fb3, 0x1fb3, () => 0x1fbc],
  [0x1fc3, 0x1fc3, () => 0x1fcc],
  [0x1ff3, 0x1ff3, () => 0x1ffc],
];
