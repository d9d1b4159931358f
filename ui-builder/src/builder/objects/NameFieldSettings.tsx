import { useI18n } from '@/i18n';
import { Field, Select, TextInput } from '@/ui';
import { autoNumberExample } from '../fields/autoNumber';
import styles from '../form.module.css';
import type { FieldDocument } from '../model/documents';

const DEFAULT_FORMAT = '{00000}';

/** Whether records are named by people or numbered by the platform. */
export const NameFieldSettings = ({
  value,
  onChange,
}: {
  value: FieldDocument | undefined;
  onChange: (field: FieldDocument | undefined) => void;
}) => {
  const { t } = useI18n();
  const numbered = value?.type === 'auto_number';
  const format = value?.format ?? DEFAULT_FORMAT;
  const change = (next: string) =>
    onChange({
      kind: 'field',
      name: '',
      label: { en: 'Number', 'zh-CN': '编号' },
      type: 'auto_number',
      format: next,
    });
  return (
    <div className={styles['pair']}>
      <Field label={t('object.recordName')} hint={t('object.recordNameHint')}>
        {(control) => (
          <Select
            {...control}
            value={numbered ? 'auto_number' : 'text'}
            onChange={(event) =>
              event.target.value === 'text' ? onChange(undefined) : change(DEFAULT_FORMAT)
            }
          >
            <option value="text">{t('object.nameIsText')}</option>
            <option value="auto_number">{t('object.nameIsNumber')}</option>
          </Select>
        )}
      </Field>
      {numbered && (
        <Field
          label={t('fieldDef.format')}
          hint={t('fieldDef.formatExample', { example: autoNumberExample(format, 42, new Date()) })}
        >
          {(control) => (
            <TextInput
              {...control}
              required
              minLength={3}
              maxLength={80}
              value={format}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
      )}
    </div>
  );
};
