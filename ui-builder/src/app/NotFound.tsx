import { SearchX } from 'lucide-react';
import { useT } from '@/i18n';
import { ButtonLink, EmptyState } from '@/ui';

export const NotFound = () => {
  const t = useT();
  return (
    <EmptyState
      icon={SearchX}
      title={t('error.notFound')}
      actions={<ButtonLink to="/">{t('error.toStart')}</ButtonLink>}
    >
      {t('error.notFoundDetail')}
    </EmptyState>
  );
};
