import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import {
  loadSignInPolicy,
  Problem,
  saveSignInPolicy,
  useProblemText,
  violationsByField,
} from '@/api';
import { useT, type MessageKey } from '@/i18n';
import { Button, Callout, Field, Page, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';

const QUERY = { queryKey: ['signInPolicy'], queryFn: loadSignInPolicy };

const limits = [
  { field: 'session_idle_minutes', label: 'policy.idle', hint: 'policy.idleHint', min: 5 },
  { field: 'session_hours', label: 'policy.hours', hint: 'policy.hoursHint', min: 1 },
] as const satisfies { field: string; label: MessageKey; hint: MessageKey; min: number }[];

/** What the workspace wants of those who sign in. */
export const SignInPolicyPage = () => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const { data: policy } = useSuspenseQuery(QUERY);
  const [typed, setTyped] = useState({
    session_idle_minutes: policy.session_idle_minutes?.toString() ?? '',
    session_hours: policy.session_hours?.toString() ?? '',
  });
  const submission = useMutation({
    mutationFn: () =>
      saveSignInPolicy({
        session_idle_minutes: wholeNumber(typed.session_idle_minutes),
        session_hours: wholeNumber(typed.session_hours),
      }),
    onSuccess: (saved) => {
      client.setQueryData(QUERY.queryKey, saved);
      toast({ text: t('builder.saved') });
    },
  });
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (name) => limits.some(({ field }) => field === name))
      : {};
  return (
    <Page title={t('setup.signInPolicy')}>
      <div className={styles['page']}>
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
          <Callout>{t('policy.intro')}</Callout>
          <div className={styles['pair']}>
            {limits.map(({ field, label, hint, min }) => (
              <Field key={field} label={t(label)} hint={t(hint)} errors={errors[field]}>
                {(control) => (
                  <TextInput
                    {...control}
                    type="number"
                    min={min}
                    step={1}
                    value={typed[field]}
                    onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
          <span className={styles['wrap']}>
            <Button type="submit" variant="primary" busy={submission.isPending}>
              {t('common.save')}
            </Button>
          </span>
        </form>
      </div>
    </Page>
  );
};

const wholeNumber = (typed: string) => (typed.trim() === '' ? null : Number(typed));
