import { describe, expect, it } from 'vitest';
import type { ObjectDescription } from '@/api';
import { suggestions, type Surroundings } from './suggestions';
import { wantedAt } from './wanted';

const field = (name: string, label: string, type: string, more: object = {}) => ({
  name,
  label,
  type,
  readable: true,
  ...more,
});

const objects: Record<string, unknown> = {
  deal: {
    fields: [
      field('amount', '金额', 'currency'),
      field('account', '客户', 'reference', { to: ['account'] }),
      field('stage', '阶段', 'picklist', {
        values: [
          { value: 'Won', label: '赢单' },
          { value: 'Lost', label: 'Lost' },
        ],
      }),
      field('secret', '秘密', 'text', { readable: false }),
      field('net', '净额', 'formula', { returns: 'currency' }),
      field('about', '相关', 'reference', { to: ['account', 'deal'] }),
      field('place', '地址', 'address'),
    ],
  },
  account: { fields: [field('parent', '上级', 'reference', { to: ['account'] })] },
};

const surroundings: Surroundings = {
  object: 'deal',
  rule: false,
  load: (name) => Promise.resolve(objects[name] as ObjectDescription),
  labels: () => Promise.resolve({ greeting: '你好', goodbye: '再见' }),
  language: 'zh-CN',
  t: (key) => key,
};

const texts = async (marked: string, more: Partial<Surroundings> = {}) => {
  const wanted = wantedAt(marked.replace('|', ''), marked.indexOf('|'));
  return (await suggestions(wanted, { ...surroundings, ...more })).map(({ text }) => text);
};

describe('suggestions', () => {
  it('find fields by their names and by their labels', async () => {
    expect((await texts('amo|'))[0]).toBe('amount');
    expect((await texts('金|'))[0]).toBe('amount');
    expect(await texts('secr|')).not.toContain('secret');
  });

  it('find functions by what they are for', async () => {
    expect(await texts('四舍|')).toContain('ROUND');
    expect((await texts('rou|'))[0]).toBe('ROUND');
  });

  it('find labels by their names and by what they say', async () => {
    expect(await texts('$Label.gre|')).toEqual(['greeting']);
    expect(await texts('$Label.再|')).toEqual(['goodbye']);
    expect(await texts('$User.|')).not.toContain('greeting');
    expect(await texts('$La|')).toContain('$Label.');
  });

  it('follow references as far as formulas do', async () => {
    expect(await texts('account.|')).toEqual(['parent']);
    expect(await texts('account.parent.parent.parent.parent.|')).toEqual(['parent']);
    expect(await texts('account.parent.parent.parent.parent.parent.|')).toEqual([]);
    expect(await texts('about.|')).toEqual(['name']);
    expect(await texts('place.ci|')).toEqual(['city']);
    expect(await texts('amount.|')).toEqual([]);
  });

  it('offer the choices of a picklist by value and by label', async () => {
    expect((await texts('stage = |')).slice(0, 2)).toEqual(['"Won"', '"Lost"']);
    expect(await texts('stage = "赢|')).toEqual(['"Won"']);
    expect(await texts('amount = "|')).toEqual([]);
  });

  it('say the type, of formula fields what they yield', async () => {
    const [net] = await suggestions(wantedAt('ne', 2), surroundings);
    expect(net?.detail).toBe('净额 · fieldType.formula: fieldType.currency');
  });

  it('offer functions of changes to rules alone', async () => {
    expect(await texts('ISCH|')).toEqual([]);
    expect(await texts('ISCH|', { rule: true })).toEqual(['ISCHANGED']);
  });
});
