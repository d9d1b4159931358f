import type { transfer as english } from '../en/transfer';

export const transfer: Record<keyof typeof english, string> = {};
