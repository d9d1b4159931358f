export const MAX_NAME = 40;
const NAME = /^(?:[a-z](?:[a-z0-9]|_(?=[a-z0-9])){0,14}__)?[a-z](?:[a-z0-9]|_(?!_)){0,39}$/;

export const isApiName = (text: string): boolean => NAME.test(text);

/**
 * `Close date` → `close_date`. Labels without any Latin letter give an empty proposal: the person
 * types the name.
 */
export function proposedName(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_NAME)
    .replace(/_+$/, '');
}

/** The proposal, with a number when it is taken. */
export function freeName(label: string, taken: ReadonlySet<string>): string {
  const name = proposedName(label);
  if (name === '' || !taken.has(name)) return name;
  for (let number = 2; ; number++) {
    const candidate = `${name.slice(0, MAX_NAME - 4)}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
