import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Grantee } from '@/api';
import { useT } from '@/i18n';
import { Button, Combobox, Select, type ControlProps, type Option } from '@/ui';
import { grantee, granteeTypes, type GranteeType } from './grantees';
import styles from './people.module.css';
import { PeopleCombobox } from './PeopleCombobox';
import { rolesQuery, teamsQuery } from './queries';
import { roleLines } from './roles';

/** Chooses somebody: first whether a user, a role, a team or everyone, then which. */
export const GranteePicker = ({
  control,
  label,
  types,
  onPick,
}: {
  control: ControlProps;
  label: string;
  types: readonly GranteeType[];
  onPick: (who: Grantee) => void;
}) => {
  const t = useT();
  const [type, setType] = useState<GranteeType>(types[0] ?? 'user');
  const roles = useQuery(rolesQuery);
  const teams = useQuery(teamsQuery);
  const ofType = t('grantee.choose', { type: t(granteeTypes[type]) });
  const named = (options: Option[], loading: boolean) => (
    <Combobox
      key={type}
      control={control}
      label={`${label}: ${ofType}`}
      placeholder={ofType}
      selected={[]}
      options={options}
      loading={loading}
      onSelect={([option]) => option && onPick(grantee(type, option.value))}
    />
  );
  return (
    <div className={styles['picker']}>
      <Select
        aria-label={t('grantee.typeOf', { label })}
        value={type}
        onChange={(event) => setType(event.target.value as GranteeType)}
      >
        {types.map((one) => (
          <option key={one} value={one}>
            {t(granteeTypes[one])}
          </option>
        ))}
      </Select>
      {type === 'user' && (
        <PeopleCombobox
          control={control}
          label={`${label}: ${ofType}`}
          selected={[]}
          onSelect={([person]) => person && onPick(grantee('user', person.username))}
        />
      )}
      {(type === 'role' || type === 'role_and_below') &&
        named(
          roleLines(roles.data ?? []).map(({ role }) => ({
            value: role.name,
            label: role.name,
            note: role.parent ?? undefined,
          })),
          roles.isPending,
        )}
      {type === 'team' &&
        named(
          (teams.data ?? []).map((team) => ({ value: team.name, label: team.name })),
          teams.isPending,
        )}
      {type === 'everyone' && (
        <Button id={control.id} onClick={() => onPick({ everyone: true })}>
          {t('grantee.addEveryone')}
        </Button>
      )}
    </div>
  );
};
