import { expect, it } from 'vitest';
import { localToInstant } from '@/fields/format/times';
import { asked, everything } from './filter';

const clockOf = (zone: string) => (local: string) => localToInstant(local, zone);

it('takes days as the person has them, the last one to its end', () => {
  const form = { ...everything, from: '2026-01-30', to: '2026-01-31' };
  expect(asked(form, clockOf('Asia/Shanghai'))).toMatchObject({
    from: '2026-01-29T16:00:00Z',
    to: '2026-01-31T16:00:00Z',
  });
});

it('counts a day of 25 hours as one day', () => {
  const form = { ...everything, from: '2026-10-25', to: '2026-10-25' };
  expect(asked(form, clockOf('Europe/Zurich'))).toMatchObject({
    from: '2026-10-24T22:00:00Z',
    to: '2026-10-25T23:00:00Z',
  });
});

it('asks for everything without a filter', () => {
  const parts = Object.values(asked(everything, clockOf('UTC')));
  expect(parts.filter((part) => part !== undefined && part !== '')).toEqual([]);
});
