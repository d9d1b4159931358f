import type { builder as english } from '../en/builder';

export const builder: Record<keyof typeof english, string> = {};
