import { useT } from '@/i18n';
import { Field, TextInput } from '@/ui';
import { numberOrNothing, type SettingsProps } from './SettingsProps';

const MOST_OF_A_LINE = 255;
const MOST_OF_A_TEXT = 131_072;

export const LengthSettings = ({ draft, set, errors }: SettingsProps) => {
  const t = useT();
  const most = draft.type === 'text' ? MOST_OF_A_LINE : MOST_OF_A_TEXT;
  return (
    <Field
      label={t('fieldDef.length')}
      hint={t('fieldDef.lengthHint', { most })}
      errors={errors['length']}
    >
      {(control) => (
        <TextInput
          {...control}
          type="number"
          inputMode="numeric"
          min={1}
          max={most}
          placeholder={String(most)}
          value={draft.length ?? ''}
          onChange={(event) => set({ length: numberOrNothing(event.target.value) })}
        />
      )}
    </Field>
  );
};
