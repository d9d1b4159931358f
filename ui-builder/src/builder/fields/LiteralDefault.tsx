import { useT } from '@/i18n';
import { Field, Select, TextInput } from '@/ui';
import type { FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { CheckRow } from '../widgets/CheckRow';

/** A default that is the same for all new records. Picklists mark a value instead. */
export const LiteralDefault = ({
  draft,
  set,
  errors,
}: {
  draft: FieldDocument;
  set: (change: Partial<FieldDocument>) => void;
  errors: readonly string[] | undefined;
}) => {
  const t = useT();
  const { fallback } = fieldTypes[draft.type];
  const value = draft.default === undefined ? '' : String(draft.default);
  switch (fallback) {
    case 'none':
    case 'values':
      return null;
    case 'boolean':
      return (
        <CheckRow
          label={t('fieldDef.defaultChecked')}
          checked={draft.default === true || draft.default === 'true'}
          onChange={(checked) => set({ default: checked ? true : undefined })}
        />
      );
    case 'date':
    case 'datetime': {
      const now = fallback === 'date' ? 'today' : 'now';
      return (
        <Field label={t('fieldDef.default')} errors={errors}>
          {(control) => (
            <Select
              {...control}
              value={value}
              onChange={(event) => set({ default: event.target.value || undefined })}
            >
              <option value="">{t('common.none')}</option>
              <option value={now}>
                {t(fallback === 'date' ? 'fieldDef.defaultToday' : 'fieldDef.defaultNow')}
              </option>
              {value !== '' && value !== now && <option value={value}>{value}</option>}
            </Select>
          )}
        </Field>
      );
    }
    case 'text':
    case 'number':
    case 'time':
      return (
        <Field
          label={t('fieldDef.default')}
          hint={draft.type === 'duration' ? t('fieldDef.durationHint') : undefined}
          errors={errors}
        >
          {(control) => (
            <TextInput
              {...control}
              type={fallback === 'time' ? 'time' : 'text'}
              inputMode={fallback === 'number' ? 'decimal' : undefined}
              maxLength={4000}
              value={value}
              onChange={(event) => set({ default: event.target.value || undefined })}
            />
          )}
        </Field>
      );
  }
};
