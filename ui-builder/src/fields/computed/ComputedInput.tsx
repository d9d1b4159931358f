import type { ComputedType, FieldDefinition, Json } from '@/api';
import { useT } from '@/i18n';
import type { InputProps } from '../FieldModule';
import { FieldDisplay } from '../FieldView';
import { isBlank } from '../shared/values';
import styles from '../shared/fields.module.css';

/** The value that was saved last: nobody writes it, and what is being typed is not in it yet. */
export function computedInput<T extends ComputedType>() {
  const ComputedInput = ({ field, value, control }: InputProps<T>) => {
    const t = useT();
    return (
      <output id={control.id} className={styles['computed']}>
        {isBlank(value) ? (
          <span className={styles['computedHint']}>{t('field.computed.hint')}</span>
        ) : (
          <FieldDisplay field={field as FieldDefinition} value={value as Json} />
        )}
      </output>
    );
  };
  return ComputedInput;
}
