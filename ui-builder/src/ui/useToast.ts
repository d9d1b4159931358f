import { createContext, useContext } from 'react';

export type Toast = {
  text: string;
  tone?: 'plain' | 'error';
  /** One thing to do about it, usually to undo. */
  action?: { label: string; perform: () => void };
};

export const ToastContext = createContext<{ show: (toast: Toast) => void }>({ show: () => {} });

export const useToast = () => useContext(ToastContext).show;
