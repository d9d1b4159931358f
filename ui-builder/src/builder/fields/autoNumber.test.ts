import { expect, it } from 'vitest';
import { autoNumberExample } from './autoNumber';

it('fills in the day and pads the number', () => {
  const day = new Date(2026, 0, 9);
  expect(autoNumberExample('C-{YYYY}-{00000}', 42, day)).toBe('C-2026-00042');
  expect(autoNumberExample('{YY}{MM}{DD}/{0}', 142, day)).toBe('260109/142');
});

it('leaves other text alone', () => {
  expect(autoNumberExample('{x}-{000}', 7, new Date())).toBe('{x}-007');
});
