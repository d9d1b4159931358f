export type Difference = {
  property: string;
  before: string | undefined;
  after: string | undefined;
};

const shown = (value: unknown): string | undefined =>
  value === undefined || value === null
    ? undefined
    : typeof value === 'string'
      ? value
      : JSON.stringify(value, null, 2);

type Document = Record<string, unknown>;

/** The properties that are not the same, in the order of the newer document. */
export function differences(
  before: Document | null | undefined,
  after: Document | null | undefined,
  hidden: readonly string[] = [],
): Difference[] {
  const names = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  return [...names]
    .filter((property) => !hidden.includes(property))
    .map((property) => ({
      property,
      before: shown(before?.[property]),
      after: shown(after?.[property]),
    }))
    .filter((difference) => difference.before !== difference.after);
}
