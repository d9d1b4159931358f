import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useT } from '@/i18n';
import { meQuery } from '@/metadata';
import { Loading } from '@/ui';
import { Navigation } from './Navigation';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';

/** The frame of every page for someone who is signed in. */
export const Shell = () => {
  const t = useT();
  const me = useQuery(meQuery);
  const { pathname } = useLocation();
  const [openOn, setOpenOn] = useState<string>();

  if (me.isError) throw me.error;
  if (!me.data) return <Loading />;
  // The drawer of small screens belongs to the page it was opened on: going elsewhere closes it.
  const drawerOpen = openOn === pathname;
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        {t('shell.skip')}
      </a>
      <Suspense fallback={<Loading />}>
        <Navigation open={drawerOpen} onClose={() => setOpenOn(undefined)} />
        <div className={styles['main']}>
          <TopBar onOpenNavigation={() => setOpenOn(pathname)} />
          <main id="content" className={styles['content']} tabIndex={-1}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
      </Suspense>
    </div>
  );
};
