import { lazy, Suspense, useState } from 'react';
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

/** What somebody did in the plain box before the editor was there. */
export type Begun = 'entered' | 'typed';

/** Comes with the first formula that somebody writes. */
const Workbench = lazy(() => import('./Workbench'));

/** Wherever a formula is written: with colours, completion, errors as they are made, a try-out. */
export const FormulaEditor = (props: FormulaEditorProps) => {
  const { label, hint, errors, required = false, value, placeholder, onChange } = props;
  // Who has begun to type in the plain box goes on in the editor.
  const [begun, setBegun] = useState<Begun | undefined>(props.autoFocus ? 'entered' : undefined);
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
              autoFocus={props.autoFocus}
              onFocus={() => setBegun('entered')}
              onBlur={() => setBegun(undefined)}
              onChange={(event) => {
                setBegun('typed');
                onChange(event.target.value);
              }}
            />
          }
        >
          <Workbench {...props} begun={begun} />
        </Suspense>
      )}
    </Field>
  );
};
