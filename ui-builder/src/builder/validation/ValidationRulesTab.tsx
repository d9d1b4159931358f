import { ShieldCheck, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useI18n, type MessageKey } from '@/i18n';
import { IconButton } from '@/ui';
import { DependencyDialog } from '../dependencies/DependencyDialog';
import styles from '../form.module.css';
import { useComponentsOf } from '../model/components';
import type { ValidationRuleDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { useObjectDocument } from '../objects/ObjectPage';
import { ActiveSwitch } from '../widgets/ActiveSwitch';
import { ComponentTable } from '../widgets/ComponentTable';
import { ValidationRuleDialog } from './ValidationRuleDialog';

export const ValidationRulesTab = () => {
  const { t, language } = useI18n();
  const object = useObjectDocument();
  const rules = useComponentsOf('validation_rule', object.name);
  return (
    <ComponentTable<ValidationRuleDocument>
      title={t('object.validationRules')}
      icon={ShieldCheck}
      components={rules}
      columns={[
        {
          key: 'message',
          label: t('rule.message'),
          optional: true,
          cell: (rule) => textIn(rule.message, language),
        },
        {
          key: 'when',
          label: t('rule.errorWhen'),
          optional: true,
          cell: (rule) => (
            <code key="when" className={styles['clipped']} title={rule.error_when}>
              {rule.error_when}
            </code>
          ),
        },
        {
          key: 'active',
          label: t('builder.active'),
          cell: (rule) => <ActiveSwitch key="active" component={rule} />,
        },
      ]}
      actions={(rule, label) => <Dependencies rule={rule} label={label} />}
      newLabel={t('rule.new')}
      emptyTitle={t('rule.none')}
      emptyText={<Teaching />}
      dialog={(rule, close) => (
        <ValidationRuleDialog object={object.name} rule={rule} others={rules} onClose={close} />
      )}
    />
  );
};

/** Rules to begin with, as they would be written. */
const examples: [MessageKey, string][] = [
  ['rule.exampleMissing', 'stage = "Won" && ISBLANK(amount)'],
  ['rule.exampleOther', 'amount > account.credit_limit'],
  ['rule.exampleChange', 'ISCHANGED(stage) && PRIORVALUE(stage) = "Won"'],
];

const Teaching = () => {
  const { t } = useI18n();
  return (
    <>
      {t('rule.noneText')}
      {examples.map(([text, formula]) => (
        <span key={text} className={styles['example']}>
          {t(text)} <code>{formula}</code>
        </span>
      ))}
    </>
  );
};

const Dependencies = ({ rule, label }: { rule: ValidationRuleDocument; label: string }) => {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        size="small"
        icon={Waypoints}
        label={t('dependency.title', { name: label })}
        onClick={() => setOpen(true)}
      />
      {open && <DependencyDialog component={rule} label={label} onClose={() => setOpen(false)} />}
    </>
  );
};
