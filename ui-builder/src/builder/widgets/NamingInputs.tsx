import { useT } from '@/i18n';
import { LocalizedInput } from './LocalizedInput';
import { NameInput } from './NameInput';
import type { Naming } from './useNaming';

export const NamingInputs = ({
  naming,
  errors,
}: {
  naming: Naming;
  errors: Record<string, string[]>;
}) => {
  const t = useT();
  return (
    <>
      <LocalizedInput
        label={t('builder.label')}
        required
        autoFocus={naming.input !== undefined}
        value={naming.label}
        errors={errors['label']}
        onChange={naming.setLabel}
      />
      {naming.input && <NameInput {...naming.input} errors={errors['name']} />}
    </>
  );
};
