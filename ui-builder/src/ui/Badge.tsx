import { X } from 'lucide-react';
import type { CSSProperties } from 'react';
import styles from './Badge.module.css';

/** A value of a closed list, in its colour. */
export const Badge = ({
  label,
  color,
  onRemove,
  removeLabel,
}: {
  label: string;
  color?: string | null | undefined;
  onRemove?: () => void;
  removeLabel?: string;
}) => (
  <span
    className={styles['badge']}
    style={color ? ({ '--badge': color } as CSSProperties) : undefined}
    title={label}
  >
    {color && <span className={styles['dot']} />}
    <span className={styles['text']}>{label}</span>
    {onRemove && (
      <button
        type="button"
        tabIndex={-1}
        className={styles['remove']}
        aria-label={removeLabel}
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    )}
  </span>
);
