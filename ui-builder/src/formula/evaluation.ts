import type { Moment } from './times';
import type { Value } from './values';

/** What number fields without a value count as, where they are read. */
export type Blanks = 'zero' | 'null';

/** What an expression is worked out over. */
export type Inputs = {
  readonly read: (name: string) => Value;
  /** What a field held before the change that is being judged; null for a new record. */
  readonly prior: (name: string) => Value;
  /** Whether the record is being made. */
  readonly isNew: boolean;
  /** One moment for the whole evaluation. */
  readonly now: Moment;
  /** Seconds that the user's zone is ahead of UTC. */
  readonly offsetAt: (moment: Moment) => number;
};

/** An expression made ready to be worked out, again and again. */
export type Evaluation = (inputs: Inputs) => Value;
