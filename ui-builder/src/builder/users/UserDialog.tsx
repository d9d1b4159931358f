import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { changeUser, createUser, inviteUser, type Invitation, type User } from '@/api';
import { useT } from '@/i18n';
import { useMe } from '@/metadata';
import { indented, roleLines, rolesQuery } from '@/people';
import { Button, Dialog, Field, LabelledCheckbox, Select, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';
import { CheckRow } from '../widgets/CheckRow';
import { FormProblem, formErrors } from '../widgets/FormProblem';
import { UserAccess } from './UserAccess';

const FIELDS = ['name', 'email', 'username', 'password', 'role', 'permission_sets', 'active'];

/** Invites someone, by a link or with a password to begin with, or changes what they may do. */
export const UserDialog = ({
  user,
  sets,
  onClose,
  onInvited,
}: {
  user: User | undefined;
  sets: { name: string; label: string }[];
  onClose: () => void;
  onInvited: (user: User, invitation: Invitation) => void;
}) => {
  const t = useT();
  const me = useMe();
  const toast = useToast();
  const client = useQueryClient();
  const formId = useId();
  const [name, setName] = useState(user?.name ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [password, setPassword] = useState('');
  const [active, setActive] = useState(user?.active ?? true);
  const [chosen, setChosen] = useState(user?.permission_sets ?? ['standard_user']);
  const [role, setRole] = useState(user?.role ?? '');
  const roles = useQuery(rolesQuery);
  const isMe = user?.id === me.user.id;

  const submission = useMutation({
    mutationFn: async () => {
      const common = {
        name: name.trim(),
        email: email.trim(),
        permission_sets: chosen,
        role: role || null,
        ...(password !== '' && { password }),
      };
      if (user) {
        await changeUser(user.id, { ...common, ...(active !== user.active && { active }) });
        return undefined;
      }
      const created = await createUser({ ...common, username: email.trim() });
      return password === ''
        ? { user: created, invitation: await inviteUser(created.id) }
        : undefined;
    },
    onSuccess: async (invited) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['users'] }),
        client.invalidateQueries({ queryKey: ['me'] }),
        client.invalidateQueries({ queryKey: ['roles'] }),
      ]);
      toast({ text: t('builder.saved') });
      onClose();
      if (invited) onInvited(invited.user, invited.invitation);
    },
  });
  const errors = formErrors(submission.error, FIELDS);
  return (
    <Dialog
      title={t(user ? 'user.edit' : 'user.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={submission.isPending}>
            {t(user ? 'common.save' : 'common.create')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submission.mutate();
        }}
      >
        <FormProblem problem={submission.error} errors={errors} />
        <Field label={t('common.name')} errors={errors['name']} required>
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus={!user}
              maxLength={255}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t('user.email')}
          hint={user ? undefined : t('user.emailHint')}
          errors={[...(errors['email'] ?? []), ...(errors['username'] ?? [])]}
          required
        >
          {(control) => (
            <TextInput
              {...control}
              type="email"
              required
              maxLength={255}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t(user ? 'user.newPassword' : 'user.password')}
          hint={t(user ? 'user.newPasswordHint' : 'user.passwordHint')}
          errors={errors['password']}
        >
          {(control) => (
            <TextInput
              {...control}
              type="password"
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('user.role')} hint={t('user.roleHint')} errors={errors['role']}>
          {(control) => (
            <Select
              {...control}
              value={role}
              disabled={roles.isPending}
              onChange={(event) => setRole(event.target.value)}
            >
              <option value="">{t('user.noRole')}</option>
              {/* What the list does not have yet stays chosen. */}
              {!roles.data && role !== '' && <option value={role}>{role}</option>}
              {roleLines(roles.data ?? []).map((line) => (
                <option key={line.role.id} value={line.role.name}>
                  {indented(line)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('setup.permissionSets')} errors={errors['permission_sets']} group>
          {() => (
            <div className={styles['checks']}>
              {sets.map((set) => (
                <LabelledCheckbox
                  key={set.name}
                  checked={chosen.includes(set.name)}
                  onChange={(yes) =>
                    setChosen(
                      yes ? [...chosen, set.name] : chosen.filter((other) => other !== set.name),
                    )
                  }
                >
                  {set.label}
                </LabelledCheckbox>
              ))}
            </div>
          )}
        </Field>
        {user && (
          <CheckRow
            label={t('builder.active')}
            hint={t(isMe ? 'user.isYou' : 'user.activeHint')}
            checked={active}
            disabled={isMe}
            onChange={setActive}
          />
        )}
        {user?.active && !isMe && (
          <UserAccess
            user={user}
            onInvited={(invitation) => {
              onClose();
              onInvited(user, invitation);
            }}
          />
        )}
      </form>
    </Dialog>
  );
};
