import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followChanges, pauseBefore } from './events';

class Stream extends EventTarget {
  static opened: Stream[] = [];
  onerror: (() => void) | null = null;
  closed = false;

  constructor(readonly address: string) {
    super();
    Stream.opened.push(this);
  }

  close(): void {
    this.closed = true;
  }

  say(name: string, data = '{}'): void {
    this.dispatchEvent(new MessageEvent(name, { data }));
  }
}

class Tab extends EventTarget {
  hidden = false;

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('followChanges', () => {
  const listener = { onChange: vi.fn(), onGap: vi.fn() };
  let tab: Tab;
  let stop: () => void;
  const last = () => Stream.opened.at(-1);

  beforeEach(() => {
    vi.useFakeTimers();
    Stream.opened = [];
    tab = new Tab();
    vi.stubGlobal('EventSource', Stream);
    vi.stubGlobal('document', tab);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}')));
    stop = followChanges(listener);
  });
  afterEach(() => {
    stop();
    vi.resetAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('tells what changed', () => {
    last()?.say('ready');
    last()?.say('change', '{"object":"deal","action":"updated","ids":["a"]}');
    expect(listener.onChange).toHaveBeenCalledExactlyOnceWith({
      object: 'deal',
      action: 'updated',
      ids: ['a'],
    });
    expect(listener.onGap).not.toHaveBeenCalled();
  });

  it('connects again after a loss, and says that something may have been missed', async () => {
    last()?.say('ready');
    last()?.onerror?.();
    expect(last()?.closed).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(Stream.opened).toHaveLength(2);
    last()?.say('ready');
    expect(listener.onGap).toHaveBeenCalledTimes(1);
  });

  it('does not try again when the session has ended', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 401 })));
    last()?.onerror?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Stream.opened).toHaveLength(1);
  });

  it('keeps no connection while the tab is hidden', () => {
    tab.turn(true);
    expect(last()?.closed).toBe(true);
    tab.turn(false);
    expect(Stream.opened).toHaveLength(2);
    last()?.say('ready');
    expect(listener.onGap).toHaveBeenCalledTimes(1);
  });

  it('ends when nobody listens any more', async () => {
    last()?.onerror?.();
    stop();
    tab.turn(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Stream.opened).toHaveLength(1);
  });
});

describe('pauseBefore', () => {
  it('grows to half a minute and differs between browsers', () => {
    expect([0, 1, 2, 20].map((attempt) => pauseBefore(attempt, 1))).toEqual([
      1_000, 2_000, 4_000, 30_000,
    ]);
    expect(pauseBefore(0, 0)).toBe(500);
  });
});
