import type { FieldDefinition, Json } from '@/api';
import { FieldDisplay, isBlank } from '@/fields';
import { useT } from '@/i18n';
import { Field } from '@/ui';
import type { Result } from '../formulas/plan';
import styles from './RecordForm.module.css';

/** What a formula or roll-up comes to with what is typed; a dash where only the server can tell. */
export const ComputedField = ({ field, result }: { field: FieldDefinition; result: Result }) => {
  const t = useT();
  const hint = result.known ? field.help : t('form.serverKnows');
  return (
    <Field label={field.label} hint={hint}>
      {(control) => (
        <output id={control.id} className={styles['computed']}>
          {!result.known || isBlank(result.value) ? (
            <span className={styles['empty']}>{t('record.emptyValue')}</span>
          ) : (
            <FieldDisplay field={shownAs(field)} value={result.value as Json} />
          )}
        </output>
      )}
    </Field>
  );
};

/** As a field of the type that it returns. */
const shownAs = (field: FieldDefinition): FieldDefinition =>
  'returns' in field ? ({ ...field, type: field.returns } as FieldDefinition) : field;
