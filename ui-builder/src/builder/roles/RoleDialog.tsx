import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { changeRole, createRole, type Role } from '@/api';
import { useT } from '@/i18n';
import { indented, possibleParents, useReloadPeople } from '@/people';
import { Button, Dialog, Field, Select, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';
import { FormProblem, formErrors } from '../widgets/FormProblem';

const MAX_NAME = 80;

/** Names a role, and says below which other it stands. */
export const RoleDialog = ({
  role,
  parent: givenParent,
  roles,
  onClose,
}: {
  role: Role | undefined;
  parent: Role | undefined;
  roles: Role[];
  onClose: () => void;
}) => {
  const t = useT();
  const toast = useToast();
  const reload = useReloadPeople();
  const formId = useId();
  const [name, setName] = useState(role?.name ?? '');
  const [parent, setParent] = useState(role?.parent_id ?? givenParent?.id ?? '');
  const submission = useMutation({
    mutationFn: () => {
      const wanted = { name: name.trim(), parent: parent || null };
      return role ? changeRole(role.id, wanted) : createRole(wanted);
    },
    onSuccess: async () => {
      await reload();
      toast({ text: t('builder.saved') });
      onClose();
    },
  });
  const errors = formErrors(submission.error, ['name', 'parent']);
  return (
    <Dialog
      title={t(role ? 'role.edit' : 'role.new')}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={submission.isPending}>
            {t(role ? 'common.save' : 'common.create')}
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
              autoFocus
              maxLength={MAX_NAME}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('role.parent')} hint={t('role.parentHint')} errors={errors['parent']}>
          {(control) => (
            <Select {...control} value={parent} onChange={(event) => setParent(event.target.value)}>
              <option value="">{t('role.top')}</option>
              {possibleParents(roles, role).map((line) => (
                <option key={line.role.id} value={line.role.id}>
                  {indented(line)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </form>
    </Dialog>
  );
};
