import type { AuditFilter } from '@/api';

/** As it stands in the form: days by the person's own calendar, both included. */
export type FilterForm = {
  from: string;
  to: string;
  person: string;
  action: string;
  thing: string;
};

export const everything: FilterForm = { from: '', to: '', person: '', action: '', thing: '' };

const DAY_MS = 86_400_000;

const dayAfter = (day: string): string | undefined => {
  const time = new Date(`${day}T00:00:00Z`).getTime();
  return Number.isNaN(time) ? undefined : new Date(time + DAY_MS).toISOString().slice(0, 10);
};

/**
 * `2026-01-31` as the last day, in Shanghai → before `2026-01-31T16:00:00Z`.
 *
 * @param toInstant from the person's clock
 */
export function asked(
  form: FilterForm,
  toInstant: (local: string) => string | undefined,
): AuditFilter {
  const begins = (day: string | undefined) => (day ? toInstant(`${day}T00:00`) : undefined);
  return {
    from: begins(form.from),
    to: begins(dayAfter(form.to)),
    actor: form.person.trim(),
    action: form.action,
    subject: form.thing.trim(),
  };
}
