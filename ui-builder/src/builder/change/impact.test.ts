import { describe, expect, it } from 'vitest';
import type { ChangeSetAnswer, DataEffect } from '@/api';
import { adviceOn, isDecided, losses, needsConsent } from './impact';

const plan = (effect: DataEffect, rows: number, failing = 0): ChangeSetAnswer => ({
  revision: 7,
  changes: [],
  warnings: [],
  data_impact: [
    {
      kind: 'field',
      name: 'deal.stage',
      effect,
      rows,
      failing,
      samples: [],
      indexes: [],
      message: '',
    },
  ],
});

describe('the plan of a change', () => {
  it('is shown when records hold what goes, and only then', () => {
    expect(needsConsent(plan('drop_choices', 2))).toBe(true);
    expect(needsConsent(plan('drop_record_type', 1))).toBe(true);
    expect(needsConsent(plan('drop_choices', 0))).toBe(false);
  });

  it('says what would be kinder than taking a choice away', () => {
    const advice = (effect: DataEffect, rows: number) =>
      plan(effect, rows).data_impact.map(adviceOn);
    expect(advice('drop_choices', 2)).toEqual(['impact.deactivateValue']);
    expect(advice('drop_record_type', 2)).toEqual(['impact.deactivateType']);
    expect(advice('drop_choices', 0)).toEqual([undefined]);
    expect(advice('hide_values', 2)).toEqual([undefined]);
  });

  it('wants an answer for values that do not convert', () => {
    const converting = plan('convert', 9, 2);
    expect(losses(converting)).toHaveLength(1);
    expect(isDecided(converting, [])).toBe(false);
    expect(isDecided(converting, ['deal.stage'])).toBe(true);
  });

  it('cannot be applied while values are shared that must be unique', () => {
    const shared = plan('unique', 9, 2);
    expect(losses(shared)).toEqual([]);
    expect(isDecided(shared, ['deal.stage'])).toBe(false);
    expect(isDecided(plan('unique', 9), [])).toBe(true);
  });

  it('needs no answer for values that stay', () => {
    expect(isDecided(plan('drop_choices', 2), [])).toBe(true);
  });
});
