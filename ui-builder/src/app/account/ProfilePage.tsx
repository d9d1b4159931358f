import { useT } from '@/i18n';
import { Page, PageColumn } from '@/ui';
import styles from './account.module.css';
import { AboutYou } from './AboutYou';
import { PasswordSection } from './PasswordSection';
import { SecondFactorSection } from './SecondFactorSection';
import { SessionsSection } from './SessionsSection';

/** What people change of themselves. */
export const ProfilePage = () => {
  const t = useT();
  return (
    <Page title={t('profile.title')}>
      <PageColumn>
        <div className={styles['sections']}>
          <AboutYou />
          <PasswordSection />
          <SecondFactorSection />
          <SessionsSection />
        </div>
      </PageColumn>
    </Page>
  );
};
