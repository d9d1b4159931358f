import type { MessageKey } from '../format';
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

export const zhCN: Record<MessageKey, string> = {
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
};
