import { CopyCheck } from 'lucide-react';
import { useI18n } from '@/i18n';
import { Badge } from '@/ui';
import { useComponentsOf } from '../model/components';
import type { DuplicateRuleDocument } from '../model/documents';
import { useObjectDocument } from '../objects/ObjectPage';
import { ComponentTable } from '../widgets/ComponentTable';
import { DuplicateRuleDialog, matchOf } from './DuplicateRuleDialog';

export const DuplicateRulesTab = () => {
  const { t } = useI18n();
  const object = useObjectDocument();
  const rules = useComponentsOf('duplicate_rule', object.name);
  return (
    <ComponentTable<DuplicateRuleDocument>
      title={t('object.duplicateRules')}
      icon={CopyCheck}
      components={rules}
      columns={[
        {
          key: 'fields',
          label: t('object.fields'),
          optional: true,
          cell: (rule) => rule.match.map((match) => matchOf(match).field).join(', '),
        },
        {
          key: 'mode',
          label: t('duplicate.mode'),
          cell: (rule) => (
            <Badge
              key="mode"
              label={t(
                rule.active === false
                  ? 'builder.inactive'
                  : rule.mode === 'strict'
                    ? 'duplicate.strict'
                    : 'duplicate.warning',
              )}
            />
          ),
        },
      ]}
      newLabel={t('duplicate.new')}
      emptyTitle={t('duplicate.none')}
      emptyText={t('duplicate.noneText')}
      dialog={(rule, close) => (
        <DuplicateRuleDialog object={object.name} rule={rule} others={rules} onClose={close} />
      )}
    />
  );
};
