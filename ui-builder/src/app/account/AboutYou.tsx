import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { changeUser, Problem, useProblemText, violationsByField } from '@/api';
import { languages, useT } from '@/i18n';
import { useMe, useReloadMetadata } from '@/metadata';
import { Button, Callout, Field, Select, TextInput, useToast } from '@/ui';
import { timeZones } from '../auth/signUpDefaults';
import styles from './account.module.css';
import { Section } from './Section';

const FIELDS = ['name', 'locale', 'time_zone'];

export const AboutYou = () => {
  const t = useT();
  const { user, tenant } = useMe();
  const toast = useToast();
  const problemText = useProblemText();
  const reload = useReloadMetadata();
  const [name, setName] = useState(user.name);
  const [locale, setLocale] = useState(user.locale ?? '');
  const [zone, setZone] = useState(user.time_zone ?? '');
  const submission = useMutation({
    mutationFn: () =>
      changeUser(user.id, {
        locale: locale || null,
        time_zone: zone || null,
        ...(name.trim() !== user.name && { name: name.trim() }),
      }),
    onSuccess: async () => {
      await reload();
      toast({ text: t('builder.saved') });
    },
  });
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (field) => FIELDS.includes(field))
      : {};
  return (
    <Section title={t('profile.you')}>
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
        <Field label={t('user.username')}>
          {(control) => <TextInput {...control} readOnly value={user.username} />}
        </Field>
        <Field label={t('common.name')} errors={errors['name']} required>
          {(control) => (
            <TextInput
              {...control}
              required
              maxLength={255}
              autoComplete="name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('profile.language')} errors={errors['locale']}>
          {(control) => (
            <Select {...control} value={locale} onChange={(event) => setLocale(event.target.value)}>
              <option value="">{t('profile.asWorkspace')}</option>
              {Object.entries(languages).map(([code, language]) => (
                <option key={code} value={code} lang={code}>
                  {language}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('signUp.timeZone')} errors={errors['time_zone']}>
          {(control) => (
            <Select {...control} value={zone} onChange={(event) => setZone(event.target.value)}>
              <option value="">
                {t('profile.asWorkspace')} ({tenant.time_zone.replaceAll('_', ' ')})
              </option>
              {timeZones().map((code) => (
                <option key={code} value={code}>
                  {code.replaceAll('_', ' ')}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className={styles['actions']}>
          <Button type="submit" variant="primary" busy={submission.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
};
