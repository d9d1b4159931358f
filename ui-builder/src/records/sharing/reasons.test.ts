import { describe, expect, it } from 'vitest';
import type { MessageKey, Parameters } from '@/i18n';
import { en } from '@/i18n/en';
import { formatMessage } from '@/i18n/format';
import { reasonText } from './reasons';

const t = (key: MessageKey, parameters: Parameters = {}) =>
  formatMessage(en[key], parameters, 'en');

describe('a reason', () => {
  it('by role shows the way down', () => {
    expect(reasonText(t, { type: 'role', name: 'Head > Manager > Seller' })).toContain(
      'Head → Manager → Seller',
    );
  });

  it('by default says which', () => {
    expect(reasonText(t, { type: 'default_sharing', name: 'read' })).toContain(en['sharing.read']);
  });

  it('names rules and sets', () => {
    expect(reasonText(t, { type: 'sharing_rule', name: 'deal.big' })).toContain('deal.big');
    expect(reasonText(t, { type: 'permission_set', name: 'sales' })).toContain('sales');
  });

  it('that is not known here is told as it came', () => {
    expect(reasonText(t, { type: 'moon', name: 'full' })).toBe('moon full');
    expect(reasonText(t, { type: 'owner' })).toBe(en['reason.owner']);
  });
});
