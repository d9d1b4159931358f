import { Shapes } from 'lucide-react';
import { useI18n } from '@/i18n';
import { Badge } from '@/ui';
import { useComponentsOf } from '../model/components';
import type { RecordTypeDocument } from '../model/documents';
import { useObjectDocument } from '../objects/ObjectPage';
import { ComponentTable } from '../widgets/ComponentTable';
import { RecordTypeDialog } from './RecordTypeDialog';

export const RecordTypesTab = () => {
  const { t } = useI18n();
  const object = useObjectDocument();
  const types = useComponentsOf('record_type', object.name);
  return (
    <ComponentTable<RecordTypeDocument>
      title={t('object.recordTypes')}
      icon={Shapes}
      components={types}
      columns={[
        {
          key: 'layout',
          label: t('kind.layout'),
          optional: true,
          cell: (type) => type.layout ?? '',
        },
        {
          key: 'state',
          label: t('builder.default'),
          cell: (type) =>
            type.default === true ? (
              <Badge key="state" label={t('builder.default')} />
            ) : type.active === false ? (
              <Badge key="state" label={t('builder.inactive')} />
            ) : null,
        },
      ]}
      newLabel={t('recordType.new')}
      emptyTitle={t('recordType.none')}
      emptyText={t('recordType.noneText')}
      dialog={(type, close) => (
        <RecordTypeDialog object={object.name} type={type} others={types} onClose={close} />
      )}
    />
  );
};
