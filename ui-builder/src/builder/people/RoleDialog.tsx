import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import {
  changeRole,
  createRole,
  Problem,
  useProblemText,
  violationsByField,
  type Role,
} from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Field, Select, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';
import { indented, rolesInOrder } from './roleTree';

const FIELDS = ['name', 'parent'];

/** Adds a role, or renames one and moves it with all below it. */
export const RoleDialog = ({
  role,
  parent: above,
  roles,
  onClose,
}: {
  role: Role | undefined;
  /** Id of the role that a new one stands below to begin with. */
  parent?: string | undefined;
  roles: readonly Role[];
  onClose: () => void;
}) => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const formId = useId();
  const [name, setName] = useState(role?.name ?? '');
  const [parent, setParent] = useState(role?.parent_id ?? above ?? '');

  const submission = useMutation({
    mutationFn: () => {
      const draft = { name: name.trim(), parent: parent === '' ? null : parent };
      if (!role) return createRole(draft);
      return changeRole(role.id, {
        ...(draft.name !== role.name && { name: draft.name }),
        ...(draft.parent !== (role.parent_id ?? null) && { parent: draft.parent }),
      });
    },
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['roles'] }),
        client.invalidateQueries({ queryKey: ['users'] }),
      ]);
      toast({ text: t('builder.saved') });
      onClose();
    },
  });
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (field) => FIELDS.includes(field))
      : {};
  return (
    <Dialog
      title={t(role ? 'role.edit' : 'role.new')}
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
        <Field label={t('role.parent')} hint={t('role.parentHint')} errors={errors['parent']}>
          {(control) => (
            <Select {...control} value={parent} onChange={(event) => setParent(event.target.value)}>
              <option value="">{t('role.top')}</option>
              {rolesInOrder(roles, role?.id).map((other) => (
                <option key={other.role.id} value={other.role.id}>
                  {indented(other.role.name, other.depth)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </form>
    </Dialog>
  );
};
