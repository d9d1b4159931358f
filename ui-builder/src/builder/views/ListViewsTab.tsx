import { ListFilter } from 'lucide-react';
import { useI18n } from '@/i18n';
import styles from '../form.module.css';
import { useComponentsOf } from '../model/components';
import type { ListViewDocument } from '../model/documents';
import { useObjectDocument } from '../objects/ObjectPage';
import { ComponentTable } from '../widgets/ComponentTable';
import { ListViewDialog } from './ListViewDialog';

export const ListViewsTab = () => {
  const { t } = useI18n();
  const object = useObjectDocument();
  const views = useComponentsOf('list_view', object.name);
  return (
    <ComponentTable<ListViewDocument>
      title={t('object.listViews')}
      icon={ListFilter}
      components={views}
      columns={[
        {
          key: 'filter',
          label: t('listView.filter'),
          optional: true,
          cell: (view) => (
            <span key="filter" className={styles['code']}>
              {view.filter ?? ''}
            </span>
          ),
        },
        {
          key: 'visible',
          label: t('listView.visibleTo'),
          cell: (view) =>
            view.visible_to === 'owner'
              ? t('listView.private', { owner: view.owner ?? '' })
              : t('listView.everyone'),
        },
      ]}
      newLabel={t('listView.new')}
      emptyTitle={t('listView.none')}
      emptyText={t('listView.noneText')}
      dialog={(view, close) => (
        <ListViewDialog object={object.name} view={view} others={views} onClose={close} />
      )}
    />
  );
};
