import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { changeTeam, createTeam, type Person, type Team } from '@/api';
import { useT } from '@/i18n';
import { PeopleCombobox, useReloadPeople } from '@/people';
import { Button, Dialog, Field, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';
import { FormProblem, formErrors } from '../widgets/FormProblem';

const MAX_NAME = 80;

/** Names a team and says who is in it. */
export const TeamDialog = ({ team, onClose }: { team: Team | undefined; onClose: () => void }) => {
  const t = useT();
  const toast = useToast();
  const reload = useReloadPeople();
  const formId = useId();
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<Person[]>(team?.members ?? []);
  const submission = useMutation({
    mutationFn: () => {
      const wanted = { name: name.trim(), members: members.map(({ username }) => username) };
      return team ? changeTeam(team.id, wanted) : createTeam(wanted);
    },
    onSuccess: async () => {
      await reload();
      toast({ text: t('builder.saved') });
      onClose();
    },
  });
  const errors = formErrors(submission.error, ['name', 'members']);
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
        <FormProblem problem={submission.error} errors={errors} />
        <Field label={t('common.name')} errors={errors['name']} required>
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus={!team}
              maxLength={MAX_NAME}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('team.members')} hint={t('team.membersHint')} errors={errors['members']}>
          {(control) => (
            <PeopleCombobox
              control={control}
              label={t('team.members')}
              multiple
              selected={members}
              onSelect={setMembers}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
};
