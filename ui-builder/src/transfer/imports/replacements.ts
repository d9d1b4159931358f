import type { ImportOptions } from '@/api';

/** A text of the file and what is read in its place. */
export type Replacement = { from: string; to: string };

export type Replacements = Readonly<Record<string, readonly Replacement[]>>;

/** What the server takes: of the columns that go somewhere, the lines that name a text. */
export function replaceOption(
  replacements: Replacements,
  mapping: Readonly<Record<string, string>>,
): NonNullable<ImportOptions['replace']> {
  return Object.fromEntries(
    Object.entries(replacements)
      .filter(([column]) => Boolean(mapping[column]))
      .map(([column, lines]) => [column, Object.fromEntries(named(lines))] as const)
      .filter(([, texts]) => Object.keys(texts).length > 0),
  );
}

const named = (lines: readonly Replacement[]): [string, string][] =>
  lines
    .map(({ from, to }): [string, string] => [from.trim(), to.trim()])
    .filter(([from]) => from !== '');

/** Texts named twice: only one of the lines could count. */
export function repeatedTexts(lines: readonly Replacement[]): Set<string> {
  const texts = named(lines).map(([from]) => from);
  return new Set(texts.filter((text, index) => texts.indexOf(text) !== index));
}

/** A sample as the file has it → as it will be read. */
export function replaced(sample: string, lines: readonly Replacement[]): string {
  return named(lines).find(([from]) => from === sample.trim())?.[1] ?? sample;
}
