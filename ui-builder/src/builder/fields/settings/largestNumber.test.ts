import { expect, it } from 'vitest';
import { largestNumber } from './largestNumber';

it.each([
  [6, 2, '9,999.99'],
  [3, 0, '999'],
  [2, 2, '0.99'],
  [18, 2, '9,999,999,999,999,999.99'],
])('%i digits with %i decimals → %s', (precision, scale, text) => {
  expect(largestNumber(precision, scale, 'en')).toBe(text);
});
