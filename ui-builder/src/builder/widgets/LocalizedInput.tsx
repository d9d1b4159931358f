import { Languages } from 'lucide-react';
import { useState } from 'react';
import { languages, useI18n, type Language } from '@/i18n';
import { Field, IconButton, TextArea, TextInput } from '@/ui';
import styles from '../form.module.css';
import type { Localized } from '../model/documents';
import { ownText, textIn, withText } from '../model/localized';

/** A text in the person's language, and on demand in every language the interface speaks. */
export const LocalizedInput = ({
  label,
  hint,
  value,
  onChange,
  errors,
  required = false,
  multiline = false,
  autoFocus = false,
  placeholder,
  maxLength = multiline ? 4000 : 255,
}: {
  label: string;
  hint?: string;
  value: Localized | undefined;
  onChange: (value: Localized | undefined) => void;
  errors?: readonly string[] | undefined;
  required?: boolean;
  multiline?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  maxLength?: number;
}) => {
  const { t, language } = useI18n();
  const [all, setAll] = useState(false);
  const others = (Object.keys(languages) as Language[]).filter((other) => other !== language);
  const Input = multiline ? TextArea : TextInput;

  const input = (which: Language, main: boolean) => (
    <Field
      key={which}
      label={main ? label : `${label} · ${languages[which]}`}
      hint={main ? hint : undefined}
      errors={main ? errors : undefined}
      required={main && required}
    >
      {(control) => {
        const box = (
          <Input
            {...control}
            lang={which}
            required={main && required && textIn(value, which) === ''}
            autoFocus={main && autoFocus}
            maxLength={maxLength}
            placeholder={
              ownText(value, which) === '' ? textIn(value, which) || placeholder : undefined
            }
            value={ownText(value, which)}
            onChange={(event) => onChange(withText(value, which, event.target.value))}
          />
        );
        return main ? (
          <span className={styles['inline']}>
            {box}
            <IconButton
              icon={Languages}
              label={t('builder.otherLanguages', { label })}
              aria-pressed={all}
              onClick={() => setAll(!all)}
            />
          </span>
        ) : (
          box
        );
      }}
    </Field>
  );
  return (
    <>
      {input(language, true)}
      {all && others.map((other) => input(other, false))}
    </>
  );
};
