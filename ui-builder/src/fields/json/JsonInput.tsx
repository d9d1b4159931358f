import { useState } from 'react';
import { parseJson, stringifyJson } from '@/api';
import { useT } from '@/i18n';
import { TextArea } from '@/ui';
import type { InputProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { prettyJson } from './prettyJson';

export const JsonInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'json'>) => {
  const t = useT();
  const [typed, setTyped] = useState<string>();
  const [valid, setValid] = useState(true);
  const change = (text: string) => {
    setTyped(text);
    if (text.trim() === '') {
      setValid(true);
      return onChange(null);
    }
    try {
      onChange(parseJson(text));
      setValid(true);
    } catch {
      setValid(false);
    }
  };
  return (
    <>
      <TextArea
        {...control}
        aria-invalid={control['aria-invalid'] || !valid}
        rows={5}
        spellCheck={false}
        disabled={disabled}
        autoFocus={autoFocus}
        value={
          typed ?? (value === null || value === undefined ? '' : prettyJson(stringifyJson(value)))
        }
        onChange={(event) => change(event.target.value)}
      />
      {!valid && <span className={styles['unit']}>{t('field.json.invalid')}</span>}
    </>
  );
};
