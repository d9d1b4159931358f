import { useT } from '@/i18n';
import { Field, TextInput } from '@/ui';
import { autoNumberExample } from '../autoNumber';
import type { SettingsProps } from './SettingsProps';

export const AutoNumberSettings = ({ draft, set, errors }: SettingsProps) => {
  const t = useT();
  const format = draft.format ?? '{00000}';
  const example = autoNumberExample(format, 42, new Date());
  return (
    <Field
      label={t('fieldDef.format')}
      hint={`${t('fieldDef.formatHint')} ${t('fieldDef.formatExample', { example })}`}
      errors={errors['format']}
      required
    >
      {(control) => (
        <TextInput
          {...control}
          required
          minLength={3}
          maxLength={80}
          spellCheck={false}
          value={format}
          onChange={(event) => set({ format: event.target.value })}
        />
      )}
    </Field>
  );
};
