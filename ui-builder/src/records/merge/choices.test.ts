import { describe, expect, it } from 'vitest';
import type { FieldDefinition, ObjectDescription, RecordData } from '@/api';
import { mergeLines, startingChoices, takenFields } from './choices';

const field = (name: string, more: Partial<FieldDefinition> = {}) =>
  ({
    name,
    label: name,
    type: 'text',
    readable: true,
    editable: true,
    system: false,
    ...more,
  }) as FieldDefinition;

const object = {
  name_field: 'name',
  fields: [
    field('name', { system: true }),
    field('phone'),
    field('city'),
    field('number', { type: 'auto_number', editable: false }),
    field('secret', { readable: false }),
    field('fax'),
    field('version', { system: true, editable: false }),
  ],
} as ObjectDescription;

const first: RecordData = { id: 'a', name: 'Acme', city: 'Bern', number: 'N-1', version: 3 };
const second: RecordData = { id: 'b', name: 'ACME', phone: '1', city: 'Bern', number: 'N-2' };
const records = [first, second];

describe('merging records', () => {
  const lines = mergeLines(object, records);

  it('shows what people know, and offers a choice where values differ and may be written', () => {
    expect(lines.map((line) => [line.field.name, line.differs, line.isChosen])).toEqual([
      ['name', true, true],
      ['phone', true, true],
      ['city', false, false],
      ['number', true, false],
    ]);
  });

  it('begins with the values of the kept record and fills its gaps from the others', () => {
    expect(startingChoices(lines, records, 'a')).toEqual({
      name: 'a',
      phone: 'b',
      city: 'a',
      number: 'a',
    });
    expect(startingChoices(lines, records, 'b')['phone']).toBe('b');
  });

  it('asks the server only for what the kept record does not have already', () => {
    const choices = { ...startingChoices(lines, records, 'a'), name: 'b' };
    expect(takenFields(lines, choices, 'a')).toEqual({ name: { from: 'b' }, phone: { from: 'b' } });
    expect(takenFields(lines, choices, 'b')).toEqual({});
  });

  it('takes nothing of a field that may not be written', () => {
    expect(takenFields(lines, { number: 'b' }, 'a')).toEqual({});
  });
});
