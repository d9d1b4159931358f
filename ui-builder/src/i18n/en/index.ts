import { account } from './account';
import { audit } from './audit';
import { builder } from './builder';
import { common } from './common';
import { editor } from './editor';
import { fields } from './fields';
import { fieldSettings } from './fieldSettings';
import { merge } from './merge';
import { records } from './records';
import { sharing } from './sharing';
import { transfer } from './transfer';

/** One file per area; `zh-CN` does not compile while one of these keys is missing there. */
export const en = {
  ...common,
  ...fields,
  ...editor,
  ...records,
  ...merge,
  ...builder,
  ...fieldSettings,
  ...sharing,
  ...transfer,
  ...audit,
  ...account,
} as const;
