import { useState } from 'react';
import { decimalText, isDecimal, type FieldType } from '@/api';
import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { useFormat } from '../format/useFormat';
import styles from './fields.module.css';

/**
 * Keeps what was typed while the focus is inside. What is no number goes to the server as it is,
 * which then says so at the field.
 */
export function numericInput<T extends FieldType>(unit?: (currency: string) => string) {
  const NumericInput = ({ value, onChange, control, disabled, autoFocus }: InputProps<T>) => {
    const format = useFormat();
    const [typed, setTyped] = useState<string>();
    const change = (text: string) => {
      setTyped(text);
      if (text.trim() === '') return onChange(null);
      onChange(format.parseNumber(text) ?? text);
    };
    const input = (
      <TextInput
        {...control}
        inputMode="decimal"
        disabled={disabled}
        autoFocus={autoFocus}
        value={typed ?? format.editableNumber(value)}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setTyped(undefined)}
      />
    );
    if (!unit) return input;
    return (
      <span className={styles['withUnit']}>
        {input}
        <span className={styles['unit']}>{unit(format.currency)}</span>
      </span>
    );
  };
  return NumericInput;
}

/** A decimal that came as text stays what it is. */
export const numericText = (value: unknown): string =>
  isDecimal(value) ? decimalText(value) : typeof value === 'string' ? value : '';
