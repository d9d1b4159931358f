/** What the editor knows of the formula beside its text. */
export type FormulaSetting = {
  /** The object whose fields it reads. */
  object: string;
  /** The type of field that it must fit; a condition has `boolean`. */
  returns?: string | undefined;
  /** Digits after the point that a result is rounded to. */
  scale?: number | undefined;
  blanks?: 'zero' | 'null' | undefined;
  /** Whether lists are to be filtered by it, which the database must be able to do. */
  lists?: boolean | undefined;
  /** Whether it is about a save, and sees the record as it was before. */
  rule?: boolean | undefined;
};
