import { Ban } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n';
import { Popover } from '@/ui';
import { colors } from './colors';
import styles from './Swatches.module.css';

export const Swatches = ({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (color: string | undefined) => void;
}) => {
  const t = useT();
  return (
    <div className={styles['swatches']} role="group" aria-label={t('builder.color')}>
      <button
        type="button"
        className={styles['swatch']}
        aria-label={t('builder.noColor')}
        title={t('builder.noColor')}
        aria-pressed={value === undefined}
        onClick={() => onChange(undefined)}
      >
        <Ban size={16} aria-hidden />
      </button>
      {colors.map((color) => (
        <button
          key={color}
          type="button"
          className={styles['swatch']}
          style={{ backgroundColor: color }}
          aria-label={t('builder.colorNamed', { color })}
          aria-pressed={value === color}
          onClick={() => onChange(color)}
        />
      ))}
    </div>
  );
};

/** A dot that opens the colours. */
export const ColorButton = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (color: string | undefined) => void;
}) => {
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className={styles['trigger']}
        aria-label={label}
        title={label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span
          className={styles['dot']}
          style={value ? { backgroundColor: value, borderColor: value } : undefined}
        />
      </button>
      {open && (
        <Popover anchor={anchor} onClose={() => setOpen(false)}>
          <Swatches
            value={value}
            onChange={(color) => {
              onChange(color);
              setOpen(false);
            }}
          />
        </Popover>
      )}
    </>
  );
};
