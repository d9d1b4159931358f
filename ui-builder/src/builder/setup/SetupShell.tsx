import { Suspense } from 'react';
import { Navigate, NavLink, Outlet } from 'react-router';
import { useT } from '@/i18n';
import { useMe } from '@/metadata';
import { Loading } from '@/ui';
import { setupGroups } from './places';
import styles from './SetupShell.module.css';

/** On a phone the places are a line that scrolls: the open one comes into view. */
const showActive = (icon: SVGSVGElement | null) =>
  icon?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'center' });

/** The places of Setup that the person may use, beside the one that is open. */
export const SetupShell = () => {
  const t = useT();
  const { permissions } = useMe();
  return (
    <div className={styles['setup']}>
      <nav aria-label={t('shell.setup')} className={styles['nav']}>
        {setupGroups.map((group) => {
          const places = group.places.filter((place) =>
            permissions.system.includes(place.permission),
          );
          if (places.length === 0) return null;
          return [
            <span key={group.label} className={styles['heading']}>
              {t(group.label)}
            </span>,
            ...places.map(({ to, label, icon: Icon }) => (
              <NavLink key={to} to={to} className={styles['link'] ?? ''}>
                {({ isActive }) => (
                  <>
                    <Icon ref={isActive ? showActive : undefined} size={15} aria-hidden />
                    {t(label)}
                  </>
                )}
              </NavLink>
            )),
          ];
        })}
      </nav>
      <div className={styles['content']}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
};

/** Setup opens with the first place that the person may use. */
export const SetupHome = () => {
  const { permissions } = useMe();
  const place = setupGroups
    .flatMap((group) => group.places)
    .find(({ permission }) => permissions.system.includes(permission));
  return <Navigate to={place?.to ?? '/'} replace />;
};
