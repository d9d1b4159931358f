import type { ImportOperation } from '@/api';
import { useT } from '@/i18n';
import { Field, Select } from '@/ui';
import styles from '../transfer.module.css';
import type { ImportDraft } from './useImportDraft';

const encodings = ['UTF-8', 'GB18030', 'UTF-16', 'ISO-8859-1'];

const dateFormats = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy年M月d日',
  'dd.MM.yyyy',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd-MM-yyyy',
  'dd-MM-yy',
  'MM-dd-yy',
];

/** What becomes of each row and how its values are read. */
export const ImportSettings = ({ draft }: { draft: ImportDraft }) => {
  const t = useT();
  const { settings, set } = draft;
  const insertsOnly = settings.operation === 'insert';
  const sheets = draft.preview.data?.sheets ?? [];
  return (
    <div className={styles['options']}>
      {sheets.length > 1 && (
        <Field label={t('import.sheet')}>
          {(control) => (
            <Select
              {...control}
              value={settings.sheet || sheets[0]}
              onChange={(event) => set({ sheet: event.target.value })}
            >
              {sheets.map((sheet) => (
                <option key={sheet} value={sheet}>
                  {sheet}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label={t('import.operation')}>
        {(control) => (
          <Select
            {...control}
            value={settings.operation}
            onChange={(event) => set({ operation: event.target.value as ImportOperation })}
          >
            <option value="insert">{t('import.insert')}</option>
            <option value="update">{t('import.update')}</option>
            <option value="upsert">{t('import.upsert')}</option>
          </Select>
        )}
      </Field>
      {!insertsOnly && (
        <>
          <Field label={t('import.key')} hint={t('import.keyHint')}>
            {(control) => (
              <Select
                {...control}
                value={settings.key}
                disabled={draft.mappedKeys.length === 0}
                onChange={(event) => set({ key: event.target.value })}
              >
                {draft.mappedKeys.map((key) => (
                  <option key={key.name} value={key.name}>
                    {key.label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('import.blanks')}>
            {(control) => (
              <Select
                {...control}
                value={settings.blanks}
                onChange={(event) => set({ blanks: event.target.value as 'keep' | 'clear' })}
              >
                <option value="keep">{t('import.blanksKeep')}</option>
                <option value="clear">{t('import.blanksClear')}</option>
              </Select>
            )}
          </Field>
        </>
      )}
      <Field label={t('import.onError')}>
        {(control) => (
          <Select
            {...control}
            value={settings.on_error}
            onChange={(event) => set({ on_error: event.target.value as 'skip' | 'abort' })}
          >
            <option value="skip">{t('import.skip')}</option>
            <option value="abort">{t('import.abort')}</option>
          </Select>
        )}
      </Field>
      <Field label={t('import.dateFormat')}>
        {(control) => (
          <Select
            {...control}
            value={settings.date_format ?? ''}
            onChange={(event) => set({ date_format: event.target.value })}
          >
            <option value="">{t('import.detect')}</option>
            {dateFormats.map((format) => (
              <option key={format} value={format}>
                {format}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('import.encoding')}>
        {(control) => (
          <Select
            {...control}
            value={settings.encoding ?? ''}
            onChange={(event) => set({ encoding: event.target.value })}
          >
            <option value="">{t('import.detect')}</option>
            {encodings.map((encoding) => (
              <option key={encoding} value={encoding}>
                {encoding}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
};
