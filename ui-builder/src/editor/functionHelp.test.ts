import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { functionNames } from '@/formula/tree';
import { functionHelp, helpFor, offeredFunctions, parametersOf } from './functionHelp';

describe('the help of functions', () => {
  it.each([...functionNames, 'AND', 'OR', 'NOT'])('knows %s in both languages', (name) => {
    const help = helpFor(name);
    expect(help?.signature).toContain(name);
    expect(help?.example).toContain(name);
    expect(help?.en).not.toBe('');
    expect(help?.['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  it('knows no function that the server does not', () => {
    const known = new Set<string>([...functionNames, 'AND', 'OR', 'NOT']);
    expect(Object.keys(functionHelp).filter((name) => !known.has(name))).toEqual([]);
  });

  it('speaks of functions that the handbook has', () => {
    const handbook = readFileSync(
      fileURLToPath(new URL('../../../docs/formulas.md', import.meta.url)),
      'utf8',
    );
    expect(Object.keys(functionHelp).filter((name) => !handbook.includes(name))).toEqual([]);
  });

  it('has the names of arguments', () => {
    expect(parametersOf(functionHelp.TRUNC)).toEqual(['number', 'places']);
    expect(parametersOf(functionHelp.TODAY)).toEqual([]);
  });

  it('offers what looks at changes to rules alone', () => {
    expect(offeredFunctions(false)).not.toContain('ISCHANGED');
    expect(offeredFunctions(true)).toContain('ISCHANGED');
  });
});
