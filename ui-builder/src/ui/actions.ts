import type { LucideIcon } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import type { MenuItem } from './Menu';

/** Something a person can do here; menus, buttons, shortcuts and the palette are made from these. */
export type Action = {
  name: string;
  label: string;
  icon: LucideIcon;
  /** `mod+k`, `c`, `shift+/`; `mod` is Ctrl, on Apple devices Command. */
  shortcut?: string;
  danger?: boolean;
  isEnabled?: () => boolean;
  perform: () => void;
};

type Scope = 'page' | 'everywhere';

const registered = new Map<symbol, { scope: Scope; actions: readonly Action[] }>();
const listeners = new Set<() => void>();
let all: readonly Action[] = [];

function publish(): void {
  const lists = [...registered.values()];
  const of = (scope: Scope) =>
    lists.filter((list) => list.scope === scope).flatMap((list) => list.actions);
  all = [...of('page'), ...of('everywhere')];
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The actions exist as long as the component does. Memoise the list. */
export function useActions(actions: readonly Action[], scope: Scope = 'page'): void {
  useEffect(() => {
    const key = Symbol();
    registered.set(key, { scope, actions });
    publish();
    return () => {
      registered.delete(key);
      publish();
    };
  }, [actions, scope]);
}

/** Everything that can be done now, the most particular first. */
export const useAllActions = (): readonly Action[] => useSyncExternalStore(subscribe, () => all);

export const isEnabled = (action: Action): boolean => action.isEnabled?.() ?? true;

export const menuItem = (action: Action): MenuItem => ({
  label: action.label,
  icon: action.icon,
  onSelect: action.perform,
  disabled: !isEnabled(action),
  ...(action.danger && { danger: true }),
  shortcut: action.shortcut && shortcutText(action.shortcut),
});

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

export function shortcutText(shortcut: string): string {
  return shortcut
    .split('+')
    .map((key) => {
      if (key === 'mod') return isApple ? '⌘' : 'Ctrl';
      if (key === 'shift') return '⇧';
      return key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1);
    })
    .join(isApple ? '' : ' ');
}

export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const keys = shortcut.split('+');
  const key = keys.at(-1) ?? '';
  const mod = isApple ? event.metaKey : event.ctrlKey;
  const otherMod = isApple ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key &&
    mod === keys.includes('mod') &&
    !otherMod &&
    !event.altKey &&
    (key.length > 1 || !/[a-z]/.test(key) || event.shiftKey === keys.includes('shift'))
  );
}

/** What really has the focus: of an editor in a shadow root the page sees the root's host alone. */
const typedInto = (event: KeyboardEvent): EventTarget | null => event.composedPath()[0] ?? null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && target.type === 'checkbox');

/** Once, in the shell: lets the keys of every registered action work. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = all.find(
        (candidate) =>
          candidate.shortcut !== undefined &&
          matchesShortcut(event, candidate.shortcut) &&
          // Letters are for typing, and a dialog has the keyboard to itself.
          (candidate.shortcut.includes('mod') ||
            (!isTyping(typedInto(event)) && !document.querySelector('dialog[open]'))) &&
          isEnabled(candidate),
      );
      if (!action) return;
      event.preventDefault();
      action.perform();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
