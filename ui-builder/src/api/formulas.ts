import { call } from './http';
import type { Json } from './json';
import type { Violation } from './problem';

/** A formula as somebody writes it: over the fields of an object that they may read. */
export type WrittenFormula = {
  object: string;
  expression: string;
  /** The type that it must yield; anything unless given. */
  returns?: string | undefined;
  blanks?: 'zero' | 'null' | undefined;
  /** Whether it is about a save, and sees the record as it was before. */
  rule?: boolean | undefined;
};

export type FormulaFindings = {
  ok: boolean;
  type: string | null;
  /** The fields that it reads, as paths. */
  references: string[];
  /** Whether lists can be filtered and sorted by it. */
  pushes_down: boolean;
  obstacle?: Violation;
  violations: Violation[];
};

export const checkFormula = (
  formula: WrittenFormula,
  signal?: AbortSignal,
): Promise<FormulaFindings> => call('POST', '/formulas/check', { body: formula, signal });

/** What a formula comes to; an error when it has no value. */
export type FormulaOutcome = {
  value?: Json;
  error?: { code: string; message: string };
};

/** A piece of the formula's text with what it comes to, as formulas see it: 50 % is 0.5. */
export type TriedPart = FormulaOutcome & { from: number; to: number; type: string };

export type TriedRecord = {
  id: string;
  name: string | null;
  result: FormulaOutcome;
  parts: TriedPart[];
};

export const tryFormula = (
  formula: WrittenFormula & { scale?: number | undefined; records: string[] },
  signal?: AbortSignal,
): Promise<{ records: TriedRecord[] }> => call('POST', '/formulas/try', { body: formula, signal });
