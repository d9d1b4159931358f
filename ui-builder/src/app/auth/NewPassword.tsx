import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n';
import { Field, IconButton, TextInput } from '@/ui';
import styles from './AuthFrame.module.css';

/** A password that is being chosen: it can be looked at, because it is typed only once. */
export const NewPassword = ({
  label,
  value,
  errors,
  autoFocus = false,
  onChange,
}: {
  label: string;
  value: string;
  errors: readonly string[] | undefined;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}) => {
  const t = useT();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={t('signUp.passwordHint')} errors={errors}>
      {(control) => (
        <span className={styles['password']}>
          <TextInput
            {...control}
            required
            autoFocus={autoFocus}
            type={shown ? 'text' : 'password'}
            autoComplete="new-password"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={t(shown ? 'signUp.hidePassword' : 'signUp.showPassword')}
            onClick={() => setShown(!shown)}
          />
        </span>
      )}
    </Field>
  );
};
