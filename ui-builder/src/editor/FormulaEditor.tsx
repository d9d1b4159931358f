import { lazy, Suspense } from 'react';
import { Field, TextArea } from '@/ui';
import type { FormulaSetting } from './formula';

export type FormulaEditorProps = {
  label: string;
  hint?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  /** What the server said of it when it was saved. */
  errors?: readonly string[] | undefined;
  required?: boolean;
  placeholder?: string | undefined;
  autoFocus?: boolean;
  setting: FormulaSetting;
  /** Whether results over records can be looked at; not for what is no formula of records. */
  tryOut?: boolean;
};

/** Comes with the first formula that somebody writes. */
const Workbench = lazy(() => import('./Workbench'));

/** Wherever a formula is written: with colours, completion, errors as they are made, a try-out. */
export const FormulaEditor = (props: FormulaEditorProps) => {
  const { label, hint, errors, required = false, value, placeholder, onChange } = props;
  return (
    <Field label={label} hint={hint} errors={errors} required={required} group>
      {(control) => (
        <Suspense
          fallback={
            <TextArea
              aria-label={label}
              aria-describedby={control['aria-describedby']}
              spellCheck={false}
              placeholder={placeholder}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          }
        >
          <Workbench {...props} />
        </Suspense>
      )}
    </Field>
  );
};
