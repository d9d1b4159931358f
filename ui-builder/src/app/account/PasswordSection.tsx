import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { changeUser, Problem, useProblemText, violationsByField } from '@/api';
import { useT } from '@/i18n';
import { useMe } from '@/metadata';
import { Button, Callout, Field, TextInput, useToast } from '@/ui';
import { NewPassword } from '../auth/NewPassword';
import styles from './account.module.css';
import { Section } from './Section';

const FIELDS = ['password', 'current_password'];

export const PasswordSection = () => {
  const t = useT();
  const { user } = useMe();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const submission = useMutation({
    mutationFn: () => changeUser(user.id, { password, current_password: present }),
    onSuccess: async () => {
      setPresent('');
      setPassword('');
      toast({ text: t('profile.passwordChanged') });
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (field) => FIELDS.includes(field))
      : {};
  return (
    <Section title={t('profile.password')}>
      <form
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submission.mutate();
        }}
      >
        {problem && Object.keys(errors).length === 0 && (
          <Callout tone="danger">{problemText(problem)}</Callout>
        )}
        <input hidden readOnly autoComplete="username" value={user.username} />
        <Field label={t('profile.presentPassword')} errors={errors['current_password']}>
          {(control) => (
            <TextInput
              {...control}
              required
              type="password"
              autoComplete="current-password"
              value={present}
              onChange={(event) => setPresent(event.target.value)}
            />
          )}
        </Field>
        <NewPassword
          label={t('user.newPassword')}
          value={password}
          errors={errors['password']}
          onChange={setPassword}
        />
        <div className={styles['actions']}>
          <Button type="submit" busy={submission.isPending}>
            {t('profile.changePassword')}
          </Button>
        </div>
      </form>
    </Section>
  );
};
