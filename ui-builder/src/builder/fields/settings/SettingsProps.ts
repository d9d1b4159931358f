import type { FieldDocument } from '../../model/documents';

export type SettingsProps = {
  draft: FieldDocument;
  set: (change: Partial<FieldDocument>) => void;
  errors: Record<string, string[]>;
  /** The other fields of the object. */
  siblings: FieldDocument[];
};

/** An emptied box is an absent setting. */
export const numberOrNothing = (text: string): number | undefined =>
  text.trim() === '' ? undefined : Number(text);
