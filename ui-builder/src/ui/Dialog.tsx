import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { IconButton } from './Button';
import { classes } from './classes';
import styles from './Dialog.module.css';

export type DialogProps = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  size?: 'narrow' | 'medium' | 'wide';
  /** Leaves the frame to the content, as the command palette does. */
  bare?: boolean;
};

/**
 * A modal on the browser's own dialog: focus stays inside, Escape closes, the rest is inert. It is
 * open as long as it is rendered.
 */
export const Dialog = ({
  title,
  onClose,
  children,
  footer,
  size = 'medium',
  bare,
}: DialogProps) => {
  const t = useT();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    // A click on the backdrop is a click on the dialog element itself; Escape does the same by key.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      className={classes(
        styles['dialog'],
        size !== 'medium' && styles[size],
        bare && styles['top'],
      )}
      aria-labelledby={bare ? undefined : titleId}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        if (event.target !== ref.current) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {bare ? (
        children
      ) : (
        <>
          <header className={styles['header']}>
            <h2 id={titleId} className={styles['title']}>
              {title}
            </h2>
            <IconButton icon={X} label={t('common.close')} onClick={onClose} />
          </header>
          <div className={styles['body']}>{children}</div>
          {footer && <footer className={styles['footer']}>{footer}</footer>}
        </>
      )}
    </dialog>
  );
};
