import { describe, expect, it } from 'vitest';
import type { Share } from '@/api';
import { shareChange } from './shares';

const share = (type: string, more: Partial<Share> = {}): Share => ({
  id: 'some-id',
  type,
  access: 'read',
  created_at: '2026-11-28T00:00:00Z',
  ...more,
});

describe('a changed share', () => {
  it('keeps its duty and its end', () => {
    const kept = { duty: 'Lawyer', expires_at: '2026-12-31T00:00:00Z' };
    expect(shareChange(share('role', kept), 'edit')).toEqual({
      with: { role: 'some-id' },
      access: 'edit',
      ...kept,
    });
  });

  it('of everyone names nobody', () => {
    expect(shareChange(share('everyone'), 'edit').with).toEqual({ everyone: true });
  });
});
