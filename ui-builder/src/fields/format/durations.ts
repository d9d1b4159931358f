const ISO = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;
const TYPED =
  /^(?:(\d+)\s*(?:d|天))?\s*(?:(\d+)\s*(?:h|小时|时))?\s*(?:(\d+)\s*(?:m|min|分钟|分))?\s*(?:(\d+)\s*(?:s|秒))?$/i;
const CLOCK = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/;

/** ISO-8601 on the wire (`PT1H30M`) in seconds. */
export function durationSeconds(iso: string): number | undefined {
  const match = ISO.exec(iso);
  if (!match || iso === 'P' || iso.endsWith('T')) return undefined;
  const [, sign, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  const total =
    Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return sign ? -total : total;
}

export function isoDuration(total: number): string {
  const { sign, hours, minutes, seconds } = split(total);
  const parts = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  return `${sign}PT${parts || '0S'}`;
}

/** `1h 30m`; the same is understood when typed. */
export function formatDuration(iso: string): string {
  const total = durationSeconds(iso);
  if (total === undefined) return iso;
  const { sign, hours, minutes, seconds } = split(total);
  const parts = [hours && `${hours}h`, minutes && `${minutes}m`, seconds && `${seconds}s`];
  return sign + (parts.filter(Boolean).join(' ') || '0m');
}

/** `1h 30m`, `1:30`, `2小时` or a plain number of minutes. */
export function parseDuration(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return undefined;
  if (durationSeconds(text) !== undefined) return text;
  if (/^\d+$/.test(text)) return isoDuration(Number(text) * 60);
  const clock = CLOCK.exec(text);
  if (clock) {
    const [, hours, minutes, seconds = 0] = clock;
    return isoDuration(Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
  }
  const match = TYPED.exec(text);
  if (!match) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return isoDuration(
    Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds),
  );
}

function split(total: number) {
  const absolute = Math.abs(total);
  return {
    sign: total < 0 ? '-' : '',
    hours: Math.floor(absolute / 3_600),
    minutes: Math.floor((absolute % 3_600) / 60),
    seconds: Math.floor(absolute % 60),
  };
}
