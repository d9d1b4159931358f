import { useT } from '@/i18n';
import { Field, Select, TextInput } from '@/ui';
import { actionGroups } from './actions';
import styles from './audit.module.css';
import type { FilterForm } from './filter';

/** When, who, what and to what: each narrows the list down as it is filled in. */
export const AuditFilters = ({
  form,
  onChange,
}: {
  form: FilterForm;
  onChange: (form: FilterForm) => void;
}) => {
  const t = useT();
  return (
    <div className={styles['filters']} role="search" aria-label={t('setup.audit')}>
      <Field label={t('audit.from')}>
        {(control) => (
          <TextInput
            {...control}
            type="date"
            value={form.from}
            onChange={(event) => onChange({ ...form, from: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('audit.to')}>
        {(control) => (
          <TextInput
            {...control}
            type="date"
            value={form.to}
            onChange={(event) => onChange({ ...form, to: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('audit.person')}>
        {(control) => (
          <TextInput
            {...control}
            value={form.person}
            onChange={(event) => onChange({ ...form, person: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('audit.action')}>
        {(control) => (
          <Select
            {...control}
            value={form.action}
            onChange={(event) => onChange({ ...form, action: event.target.value })}
          >
            <option value="">{t('audit.anyAction')}</option>
            {actionGroups.map((group) => (
              <optgroup key={group.label} label={t(group.label)}>
                {group.actions.map((action) => (
                  <option key={action} value={action}>
                    {t(`audit.${action}`)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('audit.thing')}>
        {(control) => (
          <TextInput
            {...control}
            value={form.thing}
            onChange={(event) => onChange({ ...form, thing: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
};
