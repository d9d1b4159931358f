import { apiUrl } from './address';
import { call } from './http';
import { Problem } from './problem';

/** That records changed, never what they are now: whoever is interested asks. */
export type RecordChange = { object: string; action: string; ids: string[] };

export type ChangeListener = {
  onChange: (change: RecordChange) => void;
  /** After a gap there is no telling what was missed. */
  onGap: () => void;
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** The pause before the next attempt, growing, and not the same in every browser. */
export const pauseBefore = (attempt: number, chance: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + chance / 2);

/**
 * Follows the changes of records while the tab can be seen: browsers keep only six connections to a
 * server, which hidden tabs must not use up. Answers how to stop.
 */
export function followChanges(listener: ChangeListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let hadGap = false;

  const disconnect = () => {
    clearTimeout(timer);
    timer = undefined;
    source?.close();
    source = undefined;
  };
  const connect = () => {
    disconnect();
    const opened = new EventSource(apiUrl('/events', {}));
    source = opened;
    opened.addEventListener('ready', () => {
      attempt = 0;
      if (hadGap) listener.onGap();
      hadGap = false;
    });
    opened.addEventListener('change', (event: MessageEvent<string>) =>
      listener.onChange(JSON.parse(event.data) as RecordChange),
    );
    opened.onerror = () => {
      disconnect();
      hadGap = true;
      timer = setTimeout(() => void reconnect(), pauseBefore(attempt++, Math.random()));
    };
  };
  /** A stream tells no status: an ordinary call finds out whether the session has to be renewed. */
  const reconnect = async () => {
    timer = undefined;
    try {
      await call('GET', '/me');
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return;
    }
    // The tab may have been hidden meanwhile, or shown again.
    if (!document.hidden && source === undefined && !stopped) connect();
  };
  const onVisibility = () => {
    if (document.hidden) {
      disconnect();
      hadGap = true;
    } else if (source === undefined) {
      attempt = 0;
      connect();
    }
  };

  let stopped = false;
  document.addEventListener('visibilitychange', onVisibility);
  if (!document.hidden) connect();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisibility);
    disconnect();
  };
}
