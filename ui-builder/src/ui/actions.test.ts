import { describe, expect, it } from 'vitest';
import { matchesShortcut } from './actions';

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) =>
  ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...modifiers,
  }) as KeyboardEvent;

describe('matchesShortcut', () => {
  it('wants the modifier it names', () => {
    expect(matchesShortcut(press('k', { ctrlKey: true }), 'mod+k')).toBe(true);
    expect(matchesShortcut(press('k'), 'mod+k')).toBe(false);
  });

  it('is not met by a letter with another modifier', () => {
    expect(matchesShortcut(press('c', { ctrlKey: true }), 'c')).toBe(false);
    expect(matchesShortcut(press('C', { shiftKey: true }), 'c')).toBe(false);
    expect(matchesShortcut(press('c'), 'c')).toBe(true);
  });

  it('finds signs on whatever key they are', () => {
    expect(matchesShortcut(press('?', { shiftKey: true }), '?')).toBe(true);
  });
});
