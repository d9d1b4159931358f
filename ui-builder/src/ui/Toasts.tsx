import { X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { Button, IconButton } from './Button';
import { classes } from './classes';
import styles from './Toasts.module.css';
import { ToastContext, type Toast } from './useToast';

type Shown = Toast & { id: number };

const SECONDS_SHOWN = 8;

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const t = useT();
  const [toasts, setToasts] = useState<Shown[]>([]);
  const nextId = useRef(0);
  const dismiss = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  const show = useCallback((toast: Toast) => {
    const id = nextId.current++;
    setToasts((shown) => [...shown.slice(-3), { ...toast, id }]);
  }, []);
  const value = useMemo(() => ({ show }), [show]);

  return (
    <ToastContext.Provider value={value}>
      {children}
      <div className={styles['region']} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <ToastLine
            key={toast.id}
            toast={toast}
            onDismiss={dismiss}
            closeLabel={t('common.close')}
          />
        ))}
      </div>
    </ToastContext.Provider>
  );
};

const ToastLine = ({
  toast,
  onDismiss,
  closeLabel,
}: {
  toast: Shown;
  onDismiss: (id: number) => void;
  closeLabel: string;
}) => {
  useEffect(() => {
    const timer = setTimeout(() => onDismiss(toast.id), SECONDS_SHOWN * 1000);
    return () => clearTimeout(timer);
  }, [toast.id, onDismiss]);
  return (
    <div className={classes(styles['toast'], toast.tone === 'error' && styles['error'])}>
      <span className={styles['text']}>{toast.text}</span>
      {toast.action && (
        <Button
          size="small"
          onClick={() => {
            onDismiss(toast.id);
            toast.action?.perform();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton size="small" icon={X} label={closeLabel} onClick={() => onDismiss(toast.id)} />
    </div>
  );
};
