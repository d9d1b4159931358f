import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Problem } from '@/api';
import { closestLanguage, hasChosenLanguage, useI18n } from '@/i18n';
import { meQuery } from '@/metadata';
import { useLiveRecords } from '@/records/live/useLiveRecords';
import { Loading, useShortcuts } from '@/ui';
import { useGlobalActions } from '../palette/useGlobalActions';
import { Navigation } from './Navigation';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';

/** The frame of every page for someone who is signed in. */
export const Shell = () => {
  const { t, language, setLanguage } = useI18n();
  const me = useQuery(meQuery);
  const { pathname } = useLocation();
  const [openOn, setOpenOn] = useState<string>();
  const [palette, setPalette] = useState<Panel>();

  const locale = me.data?.locale;
  useEffect(() => {
    if (!locale || hasChosenLanguage()) return;
    const own = closestLanguage(locale);
    if (own !== language) setLanguage(own, false);
  }, [locale, language, setLanguage]);

  // Without a session the way to the sign-in page has begun already.
  const isSignedOut = me.error instanceof Problem && me.error.status === 401;
  if (me.isError && !isSignedOut) throw me.error;
  if (!me.data) return <Loading />;
  // The drawer of small screens belongs to the page it was opened on: going elsewhere closes it.
  const drawerOpen = openOn === pathname;
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        {t('shell.skip')}
      </a>
      <Suspense fallback={<Loading />}>
        <Commands palette={palette} setPalette={setPalette} />
        <Navigation open={drawerOpen} onClose={() => setOpenOn(undefined)} />
        <div className={styles['main']}>
          <TopBar
            onOpenNavigation={() => setOpenOn(pathname)}
            onSearch={() => setPalette('search')}
          />
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

type Panel = 'search' | 'shortcuts' | undefined;

const loadPalette = () => import('../palette/Palette');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../palette/ShortcutsDialog')).ShortcutsDialog,
}));

/** The palette, the keys and live changes; the palette itself is loaded after the page. */
const Commands = ({
  palette,
  setPalette,
}: {
  palette: Panel;
  setPalette: (panel: Panel) => void;
}) => {
  const openPalette = useCallback(() => setPalette('search'), [setPalette]);
  const openShortcuts = useCallback(() => setPalette('shortcuts'), [setPalette]);
  useGlobalActions({ onPalette: openPalette, onShortcuts: openShortcuts });
  useShortcuts();
  useLiveRecords();
  // Not before the page, but before the first Ctrl+K: what is typed right after it would be lost.
  useEffect(() => void loadPalette(), []);
  return (
    <Suspense fallback={null}>
      {palette === 'search' && <Palette onClose={() => setPalette(undefined)} />}
      {palette === 'shortcuts' && <ShortcutsDialog onClose={() => setPalette(undefined)} />}
    </Suspense>
  );
};
