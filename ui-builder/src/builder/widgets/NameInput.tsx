import { useT } from '@/i18n';
import { Field, TextInput } from '@/ui';
import { isApiName } from '../model/apiName';

/**
 * The name by which other components, formulas and programs know something. It is proposed from
 * the label and fixed once saved.
 */
export const NameInput = ({
  value,
  proposal,
  onChange,
  taken,
  errors = [],
  hint,
}: {
  value: string | undefined;
  proposal: string;
  onChange: (value: string) => void;
  taken: ReadonlySet<string>;
  errors?: readonly string[] | undefined;
  hint?: string;
}) => {
  const t = useT();
  const shown = value ?? proposal;
  const own: string[] = [];
  if (shown !== '' && !isApiName(shown)) own.push(t('builder.nameInvalid'));
  if (taken.has(shown)) own.push(t('builder.nameTaken'));
  return (
    <Field
      label={t('builder.apiName')}
      hint={hint ?? t('builder.apiNameHint')}
      errors={[...own, ...errors]}
      required
    >
      {(control) => (
        <TextInput
          {...control}
          required
          autoCapitalize="none"
          spellCheck={false}
          maxLength={56}
          value={shown}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
};
