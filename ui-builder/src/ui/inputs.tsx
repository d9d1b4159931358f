import type { ComponentPropsWithRef } from 'react';
import styles from './Field.module.css';

type Plain<T extends 'input' | 'textarea' | 'select'> = Omit<ComponentPropsWithRef<T>, 'className'>;

export const TextInput = (props: Plain<'input'>) => (
  <input type="text" autoComplete="off" {...props} className={styles['control']} />
);

export const TextArea = (props: Plain<'textarea'>) => (
  <textarea {...props} className={styles['control']} />
);

export const Select = (props: Plain<'select'>) => (
  <select {...props} className={styles['control']} />
);
