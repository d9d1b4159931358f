import { LayoutGrid } from 'lucide-react';
import { useI18n } from '@/i18n';
import { Page } from '@/ui';
import { useComponents } from '../model/components';
import type { AppDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { ComponentTable } from '../widgets/ComponentTable';
import { AppDialog, tabOf } from './AppDialog';

export const AppsPage = () => {
  const { t, language } = useI18n();
  const apps = useComponents('app');
  const objects = useComponents('object');
  const labelOf = (name: string) => {
    const object = objects.find((candidate) => candidate.name === name);
    return textIn(object?.plural_label ?? object?.label, language) || name;
  };
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
            cell: (app) => (app.tabs ?? []).map((tab) => labelOf(tabOf(tab).object)).join(', '),
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
