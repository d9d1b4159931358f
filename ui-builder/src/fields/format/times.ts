/** The wall clock of a zone at an instant, as `2026-01-31T09:30` (what `datetime-local` takes). */
export function instantToLocal(instant: string, zone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which a zone's clock shows this; the earlier one when it shows it twice. */
export function localToInstant(local: string, zone: string): string | undefined {
  const asUtc = new Date(`${local}Z`).getTime();
  if (Number.isNaN(asUtc)) return undefined;
  const offsetAt = (time: number) =>
    new Date(`${instantToLocal(new Date(time).toISOString(), zone)}Z`).getTime() -
    Math.floor(time / 60_000) * 60_000;
  // The offset of the guess may be that of the other side of a clock change: ask twice.
  const guess = asUtc - offsetAt(asUtc);
  const instant = asUtc - offsetAt(guess);
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

export function formatDate(date: string, language: string): string {
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime())) return date;
  return parsed.toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' });
}

export function formatDatetime(instant: string, language: string, zone: string): string {
  const parsed = new Date(instant);
  if (Number.isNaN(parsed.getTime())) return instant;
  return parsed.toLocaleString(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  });
}

export function formatTime(time: string, language: string): string {
  const parsed = new Date(`1970-01-01T${time}Z`);
  if (Number.isNaN(parsed.getTime())) return time;
  return parsed.toLocaleTimeString(language, { timeStyle: 'short', timeZone: 'UTC' });
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `3 hours ago`, for history and timelines. */
export function formatAgo(instant: string, language: string, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'second');
}
