import { useId, type ReactNode } from 'react';
import { useT } from '@/i18n';
import styles from './Field.module.css';

/** What a control needs to be tied to its label, hint and errors. */
export type ControlProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
};

export type FieldProps = {
  label: string;
  hint?: string | null | undefined;
  errors?: readonly string[] | undefined;
  required?: boolean;
  /** What is wrong is only shown here: something else tells screen readers, in its own time. */
  polite?: boolean | undefined;
  /** An element that is not focusable by `label for`, for example a group of inputs. */
  group?: boolean;
  children: (control: ControlProps) => ReactNode;
};

/** A label, its control, a hint and what is wrong with it, tied together for screen readers. */
export const Field = ({
  label,
  hint,
  errors = [],
  required,
  polite,
  group,
  children,
}: FieldProps) => {
  const t = useT();
  const id = useId();
  const invalid = errors.length > 0;
  const describedBy = [hint && `${id}-hint`, invalid && `${id}-error`].filter(Boolean).join(' ');
  const caption = (
    <>
      {label}
      {required && (
        <span className={styles['required']} title={t('common.required')} aria-hidden>
          *
        </span>
      )}
    </>
  );
  const content = children({
    id,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': invalid,
  });
  const notes = (
    <>
      {hint && (
        <span id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </span>
      )}
      {invalid && (
        <span id={`${id}-error`} className={styles['error']} role={polite ? undefined : 'alert'}>
          {errors.map((error) => (
            <span key={error}>{error}</span>
          ))}
        </span>
      )}
    </>
  );
  if (group) {
    return (
      <div className={styles['field']} role="group" aria-labelledby={`${id}-label`}>
        <span id={`${id}-label`} className={styles['label']}>
          {caption}
        </span>
        {content}
        {notes}
      </div>
    );
  }
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {caption}
      </label>
      {content}
      {notes}
    </div>
  );
};
