import { UsersRound } from 'lucide-react';
import { useI18n } from '@/i18n';
import { useGranteeText } from '@/people';
import { Callout } from '@/ui';
import styles from '../form.module.css';
import { useComponentsOf } from '../model/components';
import type { SharingRuleDocument } from '../model/documents';
import { useObjectDocument } from '../objects/ObjectPage';
import { ActiveSwitch } from '../widgets/ActiveSwitch';
import { ComponentTable } from '../widgets/ComponentTable';
import { DefaultSharing } from './DefaultSharing';
import { SharingRuleDialog } from './SharingRuleDialog';

/** Who sees the records of an object: the default, and the rules that open more. */
export const SharingTab = () => {
  const { t } = useI18n();
  const object = useObjectDocument();
  const rules = useComponentsOf('sharing_rule', object.name);
  const text = useGranteeText(
    rules.flatMap((rule) => [...(rule.owned_by ?? []), ...rule.shared_with]),
  );
  const sharing = object.sharing ?? 'read_write';
  const isOfParent = sharing === 'by_parent';
  return (
    <>
      <DefaultSharing key={sharing} object={object} />
      <div className={styles['pageNote']}>
        <h2 className={styles['groupTitle']}>{t('object.sharingRules')}</h2>
        {isOfParent && <Callout>{t('sharing.rulesOfParent')}</Callout>}
        {sharing === 'read_write' && rules.length > 0 && (
          <Callout>{t('sharing.rulesIdle')}</Callout>
        )}
      </div>
      {(!isOfParent || rules.length > 0) && (
        <ComponentTable<SharingRuleDocument>
          title={t('object.sharingRules')}
          icon={UsersRound}
          components={rules}
          columns={[
            {
              key: 'records',
              label: t('sharingRule.records'),
              optional: true,
              cell: (rule) => (
                <span key="records">
                  {rule.owned_by?.map(text).join(', ')}
                  {rule.criteria && (
                    <code className={styles['clipped']} title={rule.criteria}>
                      {rule.criteria}
                    </code>
                  )}
                </span>
              ),
            },
            {
              key: 'with',
              label: t('sharingRule.with'),
              cell: (rule) => rule.shared_with.map(text).join(', '),
            },
            {
              key: 'access',
              label: t('sharingRule.access'),
              cell: (rule) => t(`access.${rule.access ?? 'read'}`),
            },
            {
              key: 'active',
              label: t('builder.active'),
              cell: (rule) => <ActiveSwitch key="active" component={rule} />,
            },
          ]}
          newLabel={t('sharingRule.new')}
          emptyTitle={t('sharingRule.none')}
          emptyText={t(
            sharing === 'read_write' ? 'sharingRule.noneNeeded' : 'sharingRule.noneText',
          )}
          dialog={(rule, close) => (
            <SharingRuleDialog object={object.name} rule={rule} others={rules} onClose={close} />
          )}
        />
      )}
    </>
  );
};
