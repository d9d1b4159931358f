import type { Grantee } from '@/api';
import { useT } from '@/i18n';
import { Badge, type ControlProps } from '@/ui';
import { GranteePicker } from './GranteePicker';
import { granteeParts, isSameGrantee, type GranteeType } from './grantees';
import styles from './people.module.css';
import { useGranteeText } from './useGranteeText';

/** Several of users, roles, teams and everyone. */
export const GranteesInput = ({
  control,
  label,
  types,
  value,
  onChange,
}: {
  control: ControlProps;
  label: string;
  types: readonly GranteeType[];
  value: readonly Grantee[];
  onChange: (value: Grantee[]) => void;
}) => {
  const t = useT();
  const text = useGranteeText(value);
  return (
    <div className={styles['grantees']}>
      {value.length > 0 && (
        <span className={styles['chosen']}>
          {value.map((who) => (
            <Badge
              key={granteeParts(who).join()}
              label={text(who)}
              removeLabel={`${t('common.remove')}: ${text(who)}`}
              onRemove={() => onChange(value.filter((other) => other !== who))}
            />
          ))}
        </span>
      )}
      <GranteePicker
        control={control}
        label={label}
        types={types}
        onPick={(who) => {
          if (!value.some((other) => isSameGrantee(other, who))) onChange([...value, who]);
        }}
      />
    </div>
  );
};
