import { Check, ChevronDown, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { Badge } from './Badge';
import { classes } from './classes';
import styles from './Combobox.module.css';
import type { ControlProps } from './Field';
import { Popover } from './Popover';

export type Option = {
  value: string;
  label: string;
  note?: string | undefined;
  color?: string | null | undefined;
  /** Found by these words too, for example the stored value beside its label. */
  keywords?: string;
};

export type ComboboxProps = {
  control: ControlProps;
  selected: readonly Option[];
  options: readonly Option[];
  onSelect: (selected: Option[]) => void;
  multiple?: boolean;
  /** Given when the options come from elsewhere; without it they are filtered here. */
  onQuery?: (query: string) => void;
  loading?: boolean;
  disabled?: boolean | undefined;
  autoFocus?: boolean | undefined;
  placeholder?: string;
  label?: string;
  footer?: ReactNode;
};

export function matchingOptions(options: readonly Option[], query: string): Option[] {
  const words = query.trim().toLowerCase();
  return options.filter((option) =>
    `${option.label} ${option.keywords ?? ''}`.toLowerCase().includes(words),
  );
}

/** Chooses one or several of a list by typing; the arrow keys and Enter do everything. */
export const Combobox = ({
  control,
  selected,
  options,
  onSelect,
  multiple = false,
  onQuery,
  loading = false,
  disabled = false,
  autoFocus = false,
  placeholder,
  label,
  footer,
}: ComboboxProps) => {
  const t = useT();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  // Focused from the start means that choosing is what the person wants to do.
  const [query, setQuery] = useState(autoFocus ? '' : undefined);
  const [active, setActive] = useState(0);
  const open = query !== undefined;
  const shown = onQuery ? options : matchingOptions(options, query ?? '');
  const single = multiple ? undefined : selected[0];
  const text = query ?? single?.label ?? '';
  const isSelected = (option: Option) => selected.some((one) => one.value === option.value);

  const ask = (next: string) => {
    setQuery(next);
    setActive(0);
    onQuery?.(next);
  };
  const close = () => setQuery(undefined);
  const pick = (option: Option) => {
    if (!multiple) {
      onSelect([option]);
      close();
      return;
    }
    onSelect(
      isSelected(option)
        ? selected.filter((one) => one.value !== option.value)
        : [...selected, option],
    );
    if (query) ask('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return ask('');
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + shown.length) % Math.max(shown.length, 1));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      event.stopPropagation();
      const option = shown[active];
      if (option) pick(option);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && multiple && !query && selected.length > 0) {
      onSelect(selected.slice(0, -1));
    }
  };

  return (
    <>
      {/* A click anywhere in the frame goes to its input. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={setBox}
        className={classes(
          styles['box'],
          control['aria-invalid'] && styles['invalid'],
          disabled && styles['disabled'],
        )}
        onClick={() => input.current?.focus()}
      >
        {multiple &&
          selected.map((option) => (
            <Badge
              key={option.value}
              label={option.label}
              color={option.color}
              {...(!disabled && {
                onRemove: () => onSelect(selected.filter((one) => one.value !== option.value)),
                removeLabel: `${t('common.remove')}: ${option.label}`,
              })}
            />
          ))}
        {single?.color && !open && (
          <span className={styles['dot']} style={{ background: single.color, marginLeft: 6 }} />
        )}
        <input
          {...control}
          ref={input}
          className={styles['input']}
          role="combobox"
          aria-label={label}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          disabled={disabled}
          autoFocus={autoFocus}
          placeholder={selected.length === 0 || open ? (placeholder ?? '') : ''}
          value={text}
          onChange={(event) => ask(event.target.value)}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => !open && ask('')}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        {single && !disabled ? (
          <button
            type="button"
            tabIndex={-1}
            className={styles['end']}
            aria-label={t('common.clear')}
            onClick={() => onSelect([])}
          >
            <X size={14} aria-hidden />
          </button>
        ) : (
          <span className={styles['end']} aria-hidden>
            <ChevronDown size={14} />
          </span>
        )}
      </div>
      {open && (
        <Popover anchor={box} onClose={close} matchWidth keepFocus>
          {/* Pressing must not take the focus from the input, or it would close before the click. */}
          <div onPointerDown={(event) => event.preventDefault()}>
            <div
              id={listId}
              role="listbox"
              aria-label={label ?? t('common.search')}
              aria-multiselectable={multiple}
              className={styles['list']}
            >
              {shown.map((option, index) => (
                // The keys are handled by the input, which keeps the focus.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={option.value}
                  id={`${listId}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={isSelected(option)}
                  data-active={index === active}
                  ref={(node) => {
                    if (index === active) node?.scrollIntoView({ block: 'nearest' });
                  }}
                  className={styles['option']}
                  onPointerMove={() => index !== active && setActive(index)}
                  onClick={() => pick(option)}
                >
                  {option.color && (
                    <span className={styles['dot']} style={{ background: option.color }} />
                  )}
                  <span className={styles['text']}>{option.label}</span>
                  {option.note && <span className={styles['note']}>{option.note}</span>}
                  {isSelected(option) && <Check size={14} aria-hidden />}
                </div>
              ))}
              {shown.length === 0 && (
                <div className={styles['empty']} role="presentation">
                  {t(loading ? 'common.loading' : 'common.nothingFound')}
                </div>
              )}
            </div>
            {footer}
          </div>
        </Popover>
      )}
    </>
  );
};
