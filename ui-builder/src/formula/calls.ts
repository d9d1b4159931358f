import { choiceFunctions } from './choiceFunctions';
import { numberFunctions } from './numberFunctions';
import { textFunctions } from './textFunctions';
import { timeFunctions } from './timeFunctions';
import type { Compile, Inner } from './arguments';
import type { Evaluation } from './evaluation';
import type { Call, FunctionName } from './tree';

/** Does not compile while a function is missing. */
const functions: Readonly<Record<FunctionName, Compile>> = {
  ...choiceFunctions,
  ...textFunctions,
  ...numberFunctions,
  ...timeFunctions,
};

export const compileCall = (call: Call, inner: Inner): Evaluation =>
  functions[call.function](call, inner);
