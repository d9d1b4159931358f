import type { ChangeSetAnswer, DataEffect, DataImpact } from '@/api';
import type { MessageKey } from '@/i18n';

const hasFailing = (impact: DataImpact): boolean => impact.failing > 0;

/** Values that do not convert may be cleared; values that are shared must be changed by somebody. */
export const canClear = (impact: DataImpact): boolean =>
  hasFailing(impact) && impact.effect === 'convert';

export const isInTheWay = (impact: DataImpact): boolean =>
  hasFailing(impact) && impact.effect !== 'convert';

/** Fields with values that would not survive the change. */
export const losses = (plan: ChangeSetAnswer): DataImpact[] => plan.data_impact.filter(canClear);

/** Whether everything is decided that has to be, with the values of some fields given up. */
export const isDecided = (plan: ChangeSetAnswer, cleared: readonly string[]): boolean =>
  !plan.data_impact.some(isInTheWay) &&
  losses(plan).every((impact) => cleared.includes(impact.name));

/** A person is asked before stored values change or disappear, not about background work. */
export const needsConsent = (plan: ChangeSetAnswer): boolean =>
  plan.warnings.length > 0 || plan.data_impact.some((impact) => impact.rows > 0);

/** What to do instead, where there is something better. */
export const adviceOn = ({ effect, rows }: DataImpact): MessageKey | undefined =>
  rows > 0 ? ADVICE[effect] : undefined;

const ADVICE: Partial<Record<DataEffect, MessageKey>> = {
  drop_choices: 'impact.deactivateValue',
  drop_record_type: 'impact.deactivateType',
};
