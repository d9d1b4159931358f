/** What a message about an error shows, by name. */
export type Params = Readonly<Record<string, string | number>>;

/** A formula has no value over these inputs, such as a division by zero. Codes are the server's. */
export class FormulaError extends Error {
  constructor(
    readonly code: string,
    readonly params: Params = {},
  ) {
    super(code);
  }
}

/**
 * There may be a value, but only the server can tell. No formula catches this: IFERROR would
 * otherwise show what the server will not save.
 */
export class OnlyServerKnows extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}
