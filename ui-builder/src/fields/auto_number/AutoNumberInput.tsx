import { useT } from '@/i18n';
import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { textOf } from '../shared/values';

export const AutoNumberInput = ({ value, control }: InputProps<'auto_number'>) => {
  const t = useT();
  return (
    <TextInput
      {...control}
      disabled
      value={textOf(value)}
      placeholder={t('field.autoNumber.hint')}
    />
  );
};
