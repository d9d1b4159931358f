import { LayoutGrid } from 'lucide-react';
import { useI18n } from '@/i18n';
import { Page } from '@/ui';
import { useComponents } from '../model/components';
import type { AppDocument } from '../model/documents';
import { ComponentTable } from '../widgets/ComponentTable';
import { AppDialog, tabOf } from './AppDialog';

export const AppsPage = () => {
  const { t } = useI18n();
  const apps = useComponents('app');
  return (
    <Page title={t('setup.apps')} note={apps.length}>
      <ComponentTable<AppDocument>
        title={t('setup.apps')}
        icon={LayoutGrid}
        components={apps}
        columns={[
          {
            key: 'tabs',
            label: t('app.tabs'),
            optional: true,
            cell: (app) => (app.tabs ?? []).map((tab) => tabOf(tab).object).join(', '),
          },
        ]}
        newLabel={t('app.new')}
        emptyTitle={t('app.none')}
        emptyText={t('app.noneText')}
        dialog={(app, close) => <AppDialog app={app} others={apps} onClose={close} />}
      />
    </Page>
  );
};
