import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { Problem, signUp, useProblemText, violationsByField } from '@/api';
import { useI18n } from '@/i18n';
import { meQuery } from '@/metadata';
import { Button, Field, Select, TextInput } from '@/ui';
import { AuthFrame } from './AuthFrame';
import styles from './AuthFrame.module.css';
import { NewPassword } from './NewPassword';
import {
  ADDRESS_PATTERN,
  currencies,
  likelyCurrency,
  localTimeZone,
  proposedAddress,
  timeZones,
} from './signUpDefaults';

export const SignUpPage = () => {
  const { t, language } = useI18n();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [company, setCompany] = useState('');
  const [ownAddress, setOwnAddress] = useState<string>();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [timeZone, setTimeZone] = useState(localTimeZone);
  const [currency, setCurrency] = useState(() => likelyCurrency(localTimeZone()));
  const tenant = ownAddress ?? proposedAddress(company);
  const currencyNames = useMemo(
    () => new Intl.DisplayNames(language, { type: 'currency' }),
    [language],
  );

  const submission = useMutation({
    mutationFn: () =>
      signUp({
        tenant,
        company: company.trim(),
        email: email.trim(),
        password,
        locale: language,
        time_zone: timeZone,
        currency,
      }),
    onSuccess: async () => {
      localStorage.setItem('trellis.tenant', tenant);
      client.clear();
      await client.prefetchQuery(meQuery);
      await navigate('/', { replace: true });
    },
  });
  const fields = ['company', 'tenant', 'email', 'password', 'time_zone', 'currency'];
  const problem = submission.error;
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (name) => fields.includes(name))
      : {};
  const general =
    problem &&
    (errors['']?.join(' ') ?? (Object.keys(errors).length === 0 ? problemText(problem) : ''));

  return (
    <AuthFrame
      title={t('signUp.title')}
      intro={t('signUp.intro')}
      foot={
        <>
          {t('signUp.haveAccount')} <Link to="/sign-in">{t('signUp.toSignIn')}</Link>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submission.mutate();
        }}
      >
        {general && (
          <p className={styles['alert']} role="alert">
            {general}
          </p>
        )}
        <Field label={t('signUp.company')} errors={errors['company']}>
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus
              autoComplete="organization"
              value={company}
              onChange={(event) => setCompany(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('signUp.tenant')} hint={t('signUp.tenantHint')} errors={errors['tenant']}>
          {(control) => (
            <TextInput
              {...control}
              required
              pattern={ADDRESS_PATTERN}
              title={t('signUp.tenantHint')}
              autoCapitalize="none"
              spellCheck={false}
              value={tenant}
              onChange={(event) => setOwnAddress(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('signUp.email')} errors={errors['email']}>
          {(control) => (
            <TextInput
              {...control}
              required
              type="email"
              autoComplete="email"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <NewPassword
          label={t('signUp.password')}
          value={password}
          errors={errors['password']}
          onChange={setPassword}
        />
        <div className={styles['pair']}>
          <Field label={t('signUp.currency')} errors={errors['currency']}>
            {(control) => (
              <Select
                {...control}
                value={currency}
                onChange={(event) => setCurrency(event.target.value)}
              >
                {currencies().map((code) => (
                  <option key={code} value={code}>
                    {code} · {currencyNames.of(code)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('signUp.timeZone')} errors={errors['time_zone']}>
            {(control) => (
              <Select
                {...control}
                value={timeZone}
                onChange={(event) => setTimeZone(event.target.value)}
              >
                {timeZones().map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll('_', ' ')}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Button type="submit" variant="primary" wide busy={submission.isPending}>
          {t('signUp.submit')}
        </Button>
      </form>
    </AuthFrame>
  );
};
