import { Check, type LucideIcon } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactElement, type ReactNode, type Ref } from 'react';
import type { Placement } from '@floating-ui/dom';
import { classes } from './classes';
import styles from './Menu.module.css';
import { Popover } from './Popover';

export type MenuItem =
  | {
      label: string;
      icon?: LucideIcon | undefined;
      onSelect: () => void;
      disabled?: boolean;
      danger?: boolean;
      checked?: boolean | undefined;
      shortcut?: string | undefined;
    }
  | { heading: string }
  | 'separator';

export type MenuTrigger = {
  ref: Ref<HTMLButtonElement>;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  onClick: () => void;
};

/** A button's menu. The trigger is rendered by the caller, so that any button can have one. */
export const Menu = ({
  trigger,
  items,
  label,
  header,
  placement = 'bottom-end',
}: {
  trigger: (props: MenuTrigger) => ReactElement;
  items: MenuItem[];
  label: string;
  header?: ReactNode;
  placement?: Placement;
}) => {
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      {trigger({
        ref: setAnchor,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen(!open),
      })}
      {open && (
        <Popover anchor={anchor} placement={placement} onClose={() => setOpen(false)}>
          {header}
          <MenuList items={items} label={label} onDone={() => setOpen(false)} />
        </Popover>
      )}
    </>
  );
};

const MenuList = ({
  items,
  label,
  onDone,
}: {
  items: MenuItem[];
  label: string;
  onDone: () => void;
}) => (
  <div
    role="menu"
    aria-label={label}
    tabIndex={-1}
    className={styles['menu']}
    onKeyDown={moveFocus}
  >
    {items.map((item, index) => {
      if (item === 'separator')
        return <div key={index} role="separator" className={styles['separator']} />;
      if ('heading' in item) {
        return (
          <div key={index} className={styles['heading']} role="presentation">
            {item.heading}
          </div>
        );
      }
      const Icon = item.icon;
      return (
        <button
          key={index}
          type="button"
          role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.checked}
          disabled={item.disabled}
          className={classes(styles['item'], item.danger && styles['danger'])}
          onClick={() => {
            onDone();
            item.onSelect();
          }}
        >
          {Icon && <Icon size={15} aria-hidden />}
          <span className={styles['label']}>{item.label}</span>
          {item.shortcut && <kbd className={styles['shortcut']}>{item.shortcut}</kbd>}
          {item.checked && <Check size={15} aria-hidden />}
        </button>
      );
    })}
  </div>
);

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const current = items.indexOf(document.activeElement as HTMLElement);
  const next: Record<string, number> = {
    ArrowDown: (current + 1) % items.length,
    ArrowUp: (current - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = next[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items[target]?.focus();
}
