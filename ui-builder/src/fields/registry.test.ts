import { describe, expect, it } from 'vitest';
import type { FieldDefinition } from '@/api';
import { fieldModule } from './registry';

const field = (type: string, more: object = {}) => ({ type, ...more }) as FieldDefinition;

describe('the module of a field', () => {
  it.each(['formula', 'rollup'])('is for a %s that of its values', (type) => {
    const money = fieldModule(field('currency'));
    const computed = fieldModule(field(type, { returns: 'currency' }));
    expect(computed.Cell).toBe(money.Cell);
    expect(computed.Filter).toBe(money.Filter);
    expect(computed.operators).toBe(money.operators);
    expect(computed.align).toBe('end');
  });

  it('lets nobody write what is worked out', () => {
    const computed = fieldModule(field('formula', { returns: 'text' }));
    expect(computed.Input).not.toBe(fieldModule(field('text')).Input);
    expect(computed.type).toBe('formula');
  });

  it('shows links of formulas, and only of formulas', () => {
    const text = fieldModule(field('text'));
    expect(fieldModule(field('formula', { returns: 'text' })).Display).not.toBe(text.Display);
    expect(fieldModule(field('rollup', { returns: 'text' })).Display).toBe(text.Display);
    expect(fieldModule(field('formula', { returns: 'date' })).Display).toBe(
      fieldModule(field('date')).Display,
    );
  });

  it('shows what it does not know as text', () => {
    const text = fieldModule(field('text'));
    expect(fieldModule(field('hologram'))).toBe(text);
    expect(fieldModule(field('rollup', { returns: 'hologram' })).Cell).toBe(text.Cell);
  });
});
