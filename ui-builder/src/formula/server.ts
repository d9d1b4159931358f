import { functionNames } from './tree';
import { tryOut, type TryOut } from './tryOut';

/** What the server calls, with texts alone: JSON in, JSON out. */

export const evaluate = (request: string): string =>
  JSON.stringify(tryOut(JSON.parse(request) as TryOut));

export const knownFunctions = (): string => JSON.stringify(functionNames);
