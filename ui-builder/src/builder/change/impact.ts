import type { ChangeSetAnswer, DataImpact } from '@/api';

/** Fields with values that would not survive the change. */
export const losses = (plan: ChangeSetAnswer): DataImpact[] =>
  plan.data_impact.filter((impact) => (impact.failing ?? 0) > 0);

/** A person is asked before stored values change or disappear, not about background work. */
export const needsConsent = (plan: ChangeSetAnswer): boolean =>
  plan.warnings.length > 0 || plan.data_impact.some((impact) => (impact.rows ?? 0) > 0);
