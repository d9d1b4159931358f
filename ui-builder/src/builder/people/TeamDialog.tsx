import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import {
  changeTeam,
  createTeam,
  Problem,
  useProblemText,
  violationsByField,
  type Team,
} from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Combobox, Dialog, Field, TextInput, useToast, type Option } from '@/ui';
import styles from '../form.module.css';
import { allUsersQuery } from './queries';

const FIELDS = ['name', 'members'];

/** Makes a team, or renames one and chooses who belongs to it. */
export const TeamDialog = ({ team, onClose }: { team: Team | undefined; onClose: () => void }) => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const formId = useId();
  const users = useQuery(allUsersQuery);
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<readonly Option[]>(
    team?.members.map((member) => ({ value: member.id, label: member.name })) ?? [],
  );
  const options = (users.data ?? []).map((user) => ({
    value: user.id,
    label: user.name,
    note: user.active ? undefined : t('builder.inactive'),
    keywords: `${user.username} ${user.email}`,
  }));

  const submission = useMutation({
    mutationFn: () => {
      const draft = { name: name.trim(), members: members.map((member) => member.value) };
      if (!team) return createTeam(draft);
      const before = team.members.map((member) => member.id);
      const isSame =
        before.length === draft.members.length && before.every((id) => draft.members.includes(id));
      return changeTeam(team.id, {
        ...(draft.name !== team.name && { name: draft.name }),
        ...(!isSame && { members: draft.members }),
      });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['teams'] });
      toast({ text: t('builder.saved') });
      onClose();
    },
  });
  const problem = submission.error ?? users.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (field) => FIELDS.includes(field))
      : {};
  return (
    <Dialog
      title={t(team ? 'team.edit' : 'team.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={submission.isPending}>
            {t(team ? 'common.save' : 'common.create')}
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
        {problem && (
          <Callout tone="danger">
            {errors['']?.join(' ') ??
              (Object.keys(errors).length > 0 ? t('error.checkFields') : problemText(problem))}
          </Callout>
        )}
        <Field label={t('common.name')} errors={errors['name']} required>
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('team.members')} hint={t('team.membersHint')} errors={errors['members']}>
          {(control) => (
            <Combobox
              control={control}
              multiple
              selected={members}
              options={options}
              loading={users.isPending}
              onSelect={setMembers}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
};
