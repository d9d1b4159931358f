import type { ComputedType, FieldDefinition, Json } from '@/api';
import { useT } from '@/i18n';
import type { InputProps } from '../FieldModule';
import { FieldDisplay } from '../FieldView';
import { isBlank } from '../shared/values';
import styles from '../shared/fields.module.css';

/** What comes of the other values; nobody writes it. Undefined is what only the server can tell. */
export function computedInput<T extends ComputedType>() {
  const ComputedInput = ({ field, value, control }: InputProps<T>) => {
    const t = useT();
    return (
      <output {...control} aria-invalid={undefined} className={styles['computed']}>
        {isBlank(value) ? (
          <span className={styles['computedHint']}>
            {t('field.computed.blank')} {value === undefined && t('field.computed.hint')}
          </span>
        ) : (
          <FieldDisplay field={field as FieldDefinition} value={value as Json} />
        )}
      </output>
    );
  };
  return ComputedInput;
}
