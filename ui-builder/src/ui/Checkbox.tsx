import { useEffect, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import styles from './Checkbox.module.css';

export type CheckboxProps = Omit<
  ComponentPropsWithoutRef<'input'>,
  'type' | 'onChange' | 'className'
> & {
  checked: boolean;
  indeterminate?: boolean;
  onChange: (checked: boolean) => void;
};

export const Checkbox = ({ checked, indeterminate = false, onChange, ...rest }: CheckboxProps) => {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <input
      {...rest}
      ref={ref}
      type="checkbox"
      className={styles['checkbox']}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
};

export const LabelledCheckbox = ({
  children,
  ...rest
}: CheckboxProps & { children: ReactNode }) => (
  <label className={styles['label']}>
    <Checkbox {...rest} />
    <span>{children}</span>
  </label>
);
