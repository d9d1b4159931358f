import { Day } from './day';
import type { Moment } from './times';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** How many seconds a zone is ahead of UTC at a moment. */
export function offsetIn(zone: string): (moment: Moment) => number {
  const format = formatOf(zone);
  return (moment) => {
    const parts = new Map(
      format
        .formatToParts(new Date(moment.seconds * 1_000))
        .map(({ type, value }) => [type, value] as const),
    );
    const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name) ?? 0);
    const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
    const day = Day.of(year, part('month'), part('day'));
    const seconds = part('hour') * 3_600 + part('minute') * 60 + part('second');
    return day.epoch * 86_400 + seconds - moment.seconds;
  };
}
