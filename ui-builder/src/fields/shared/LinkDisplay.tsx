import type { Json } from '@/api';
import styles from './fields.module.css';
import { textOf } from './values';

/** A text that leads somewhere; what is no safe address stays text. */
export function linkDisplay(address: (text: string) => string | undefined, newTab = false) {
  const LinkDisplay = ({ value }: { value: Json | undefined }) => {
    const text = textOf(value);
    const href = text && address(text);
    if (!href) return <span className={styles['cell']}>{text}</span>;
    return (
      <a
        href={href}
        className={styles['cell']}
        title={text}
        {...(newTab && { target: '_blank', rel: 'noopener noreferrer' })}
      >
        {text}
      </a>
    );
  };
  return LinkDisplay;
}
