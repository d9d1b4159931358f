import {
  autoUpdate,
  computePosition,
  flip,
  offset,
  shift,
  size,
  type Placement,
} from '@floating-ui/dom';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './Popover.module.css';

export type PopoverProps = {
  anchor: HTMLElement | null;
  onClose: () => void;
  /** For a click elsewhere, when that means something else than Escape. */
  onOutside?: () => void;
  placement?: Placement;
  children: ReactNode;
  /** At least as wide as what it hangs on. */
  matchWidth?: boolean;
  /** Comboboxes keep the focus in their input. */
  keepFocus?: boolean;
};

/**
 * A panel beside its anchor on the browser's popover: above dialogs, closed by Escape or a click
 * elsewhere. It is open as long as it is rendered.
 */
export const Popover = ({
  anchor,
  onClose,
  onOutside = onClose,
  placement = 'bottom-start',
  children,
  matchWidth = false,
  keepFocus = false,
}: PopoverProps) => {
  const ref = useRef<HTMLDivElement>(null);
  const outside = useRef(onOutside);
  useEffect(() => {
    outside.current = onOutside;
  });

  useEffect(() => {
    const panel = ref.current;
    if (!panel || !anchor) return;
    const before = document.activeElement;
    panel.showPopover();
    if (!keepFocus) focusFirst(panel);
    const stop = autoUpdate(anchor, panel, () => void place(anchor, panel, placement, matchWidth));
    const onPointerDown = (event: PointerEvent) => {
      const path = event.composedPath();
      if (
        !path.includes(panel) &&
        !path.includes(anchor) &&
        !isNestedPopover(event.target, panel)
      ) {
        outside.current();
      }
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    return () => {
      stop();
      document.removeEventListener('pointerdown', onPointerDown, true);
      const hadFocus = panel.contains(document.activeElement);
      if (panel.isConnected) panel.hidePopover();
      if (hadFocus && before instanceof HTMLElement) before.focus();
    };
  }, [anchor, placement, matchWidth, keepFocus]);

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={ref}
      popover="manual"
      className={styles['popover']}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          event.preventDefault();
          onClose();
        }
      }}
    >
      {children}
    </div>
  );
};

/** React renders a popover opened from this one inside it, though it may hang elsewhere. */
function isNestedPopover(target: EventTarget | null, panel: HTMLElement): boolean {
  return target instanceof Element && panel.contains(target.closest('[popover]'));
}

function focusFirst(panel: HTMLElement): void {
  const first = panel.querySelector<HTMLElement>(
    '[data-autofocus], [autofocus], input:not([type=hidden]), button, [tabindex="0"]',
  );
  first?.focus();
}

async function place(
  anchor: HTMLElement,
  panel: HTMLElement,
  placement: Placement,
  matchWidth: boolean,
): Promise<void> {
  const { x, y } = await computePosition(anchor, panel, {
    strategy: 'fixed',
    placement,
    middleware: [
      offset(4),
      flip({ padding: 8 }),
      shift({ padding: 8 }),
      size({
        padding: 8,
        apply: ({ availableHeight, rects }) => {
          panel.style.maxHeight = `${Math.max(120, Math.min(availableHeight, 480))}px`;
          if (matchWidth) panel.style.minWidth = `${rects.reference.width}px`;
        },
      }),
    ],
  });
  panel.style.left = `${x}px`;
  panel.style.top = `${y}px`;
}
