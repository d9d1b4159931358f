import { Boxes } from 'lucide-react';
import { Navigate } from 'react-router';
import { useT } from '@/i18n';
import { useDescribe, useHasPermission, useMe } from '@/metadata';
import { ButtonLink, EmptyState, Page } from '@/ui';
import { firstPlace } from './navigation';

/** Opens the first tab of the person's first app; a new workspace is told how to begin. */
export const HomePage = () => {
  const t = useT();
  const me = useMe();
  const objects = useDescribe();
  const canCustomize = useHasPermission('customize');
  const place = firstPlace(me, objects);
  if (place) return <Navigate to={place} replace />;
  return (
    <Page title={t('home.welcome', { name: me.user.name })}>
      {canCustomize ? (
        <EmptyState
          icon={Boxes}
          title={t('home.emptyTitle')}
          actions={
            <ButtonLink variant="primary" to="/setup/objects">
              {t('home.emptyAction')}
            </ButtonLink>
          }
        >
          {t('home.emptyText')}
        </EmptyState>
      ) : (
        <EmptyState icon={Boxes} title={t('home.emptyReader')} />
      )}
    </Page>
  );
};
