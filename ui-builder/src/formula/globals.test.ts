import { describe, expect, it } from 'vitest';
import { isGlobal, readGlobal, type CallerFacts } from './globals';

const facts: CallerFacts = {
  user: { id: '7', name: 'Ada', username: 'ada', email: 'ada@example.com' },
  organization: {
    id: 'acme',
    name: 'Acme',
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    currency: 'CNY',
  },
  permissions: new Set(['customize']),
};

describe('globals', () => {
  it('are the names with a dollar', () => {
    expect(isGlobal('$User.Id')).toBe(true);
    expect(isGlobal('amount')).toBe(false);
  });

  it('are read of the caller and the tenant', () => {
    expect(readGlobal('$User.Name', facts)).toBe('Ada');
    expect(readGlobal('$Organization.Currency', facts)).toBe('CNY');
    expect(readGlobal('$Permission.customize', facts)).toBe(true);
    expect(readGlobal('$Permission.sales', facts)).toBe(false);
  });
});
