import { useQuery } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import {
  explainAccess,
  useProblemText,
  type AccessAnswer,
  type ObjectDescription,
  type Person,
} from '@/api';
import { useT } from '@/i18n';
import { useMe } from '@/metadata';
import { PeopleCombobox } from '@/people';
import { Button, Callout, Dialog, Field, Loading, Select } from '@/ui';
import { reasonText } from './reasons';
import styles from './Sharing.module.css';

const doings = ['read', 'edit', 'delete'] as const;

/** Why a user may or may not read, edit and delete a record, and one of its fields. */
export const ExplanationDialog = ({
  object,
  id,
  name,
  onClose,
}: {
  object: ObjectDescription;
  id: string;
  name: string;
  onClose: () => void;
}) => {
  const t = useT();
  const { user: me } = useMe();
  const problemText = useProblemText();
  const [chosen, setPerson] = useState<Person>();
  const [field, setField] = useState('');
  const person = chosen ?? { id: me.id, name: me.name, username: me.username };
  const report = useQuery({
    queryKey: ['records', object.name, 'explanation', id, person.id, field],
    queryFn: () => explainAccess(object.name, id, { user: person.id, field }),
    staleTime: 0,
    placeholderData: (previous) => previous,
  });
  const { data } = report;
  const label = object.fields.find((one) => one.name === data?.field?.name)?.label;
  return (
    <Dialog
      title={t('explain.title', { name })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <div className={styles['stack']}>
        <div className={styles['pair']}>
          <Field label={t('explain.user')}>
            {(control) => (
              <PeopleCombobox
                control={control}
                label={t('explain.user')}
                selected={[person]}
                onSelect={([one]) => setPerson(one)}
              />
            )}
          </Field>
          <Field label={t('explain.field')}>
            {(control) => (
              <Select {...control} value={field} onChange={(event) => setField(event.target.value)}>
                <option value="">{t('explain.noField')}</option>
                {object.fields
                  .filter((one) => one.readable)
                  .map((one) => (
                    <option key={one.name} value={one.name}>
                      {one.label}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
        </div>
        {report.error && <Callout tone="danger">{problemText(report.error)}</Callout>}
        {!data && !report.error && <Loading />}
        {!report.error &&
          data &&
          doings.map((doing) => (
            <Verdict key={doing} title={t(`explain.${doing}`)} granted={data[doing].granted}>
              <Step
                answer={data[doing].object}
                yes={t(`explain.object.${doing}`, { objects: object.plural_label })}
                no={t(`explain.noObject.${doing}`, { objects: object.plural_label })}
              />
              <Step
                answer={data[doing].record}
                yes={t(`explain.record.${doing}`)}
                no={t(`explain.noRecord.${doing}`)}
              />
            </Verdict>
          ))}
        {!report.error && data?.field && (
          <Verdict
            title={t('explain.ofField', { field: label ?? data.field.name })}
            granted={data.field.read.granted && data.read.granted}
          >
            <Step
              answer={data.field.read}
              yes={t('explain.fieldRead')}
              no={t('explain.noFieldRead')}
            />
            <Step
              answer={data.field.edit}
              yes={t('explain.fieldEdit')}
              no={t('explain.noFieldEdit')}
            />
          </Verdict>
        )}
      </div>
    </Dialog>
  );
};

const Verdict = ({
  title,
  granted,
  children,
}: {
  title: string;
  granted: boolean;
  children: ReactNode;
}) => {
  const t = useT();
  const Icon = granted ? Check : X;
  return (
    <section className={styles['verdict']} aria-label={title}>
      <header>
        <h3>{title}</h3>
        <span className={styles[granted ? 'granted' : 'denied']}>
          <Icon size={15} aria-hidden />
          {t(granted ? 'explain.granted' : 'explain.denied')}
        </span>
      </header>
      <ul className={styles['steps']}>{children}</ul>
    </section>
  );
};

/** One thing that it takes, with everything that gives it. */
const Step = ({ answer, yes, no }: { answer: AccessAnswer; yes: string; no: string }) => {
  const t = useT();
  const Icon = answer.granted ? Check : X;
  return (
    <li className={styles['step']}>
      <Icon size={15} aria-hidden className={styles[answer.granted ? 'granted' : 'denied']} />
      <div>
        {answer.granted ? yes : no}
        {answer.reasons.length > 0 && (
          <ul className={styles['reasons']}>
            {answer.reasons.map((reason) => (
              <li key={`${reason.type} ${reason.name}`}>{reasonText(t, reason)}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
};
