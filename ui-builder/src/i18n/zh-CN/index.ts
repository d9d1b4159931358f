import type { MessageKey } from '../format';
import { builder } from './builder';
import { common } from './common';
import { fields } from './fields';
import { fieldSettings } from './fieldSettings';
import { merge } from './merge';
import { records } from './records';
import { transfer } from './transfer';

export const zhCN: Record<MessageKey, string> = {
  ...common,
  ...fields,
  ...records,
  ...merge,
  ...builder,
  ...fieldSettings,
  ...transfer,
};
