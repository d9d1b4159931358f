import {
  Boxes,
  History,
  KeyRound,
  Languages,
  LayoutGrid,
  ListTree,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useT, type MessageKey } from '@/i18n';
import { useMe } from '@/metadata';
import { Loading } from '@/ui';
import styles from './SetupShell.module.css';

type Place = { to: string; label: MessageKey; icon: LucideIcon; permission: string };

const groups: { label: MessageKey; places: Place[] }[] = [
  {
    label: 'setup.model',
    places: [
      { to: 'objects', label: 'setup.objects', icon: Boxes, permission: 'customize' },
      { to: 'value-sets', label: 'setup.valueSets', icon: ListTree, permission: 'customize' },
      { to: 'apps', label: 'setup.apps', icon: LayoutGrid, permission: 'customize' },
      { to: 'translations', label: 'setup.translations', icon: Languages, permission: 'customize' },
    ],
  },
  {
    label: 'setup.people',
    places: [
      { to: 'users', label: 'setup.users', icon: Users, permission: 'manage_users' },
      {
        to: 'permission-sets',
        label: 'setup.permissionSets',
        icon: KeyRound,
        permission: 'manage_permissions',
      },
    ],
  },
  {
    label: 'setup.changes',
    places: [{ to: 'history', label: 'setup.history', icon: History, permission: 'customize' }],
  },
];

/** The places of Setup that the person may use, beside the one that is open. */
export const SetupShell = () => {
  const t = useT();
  const { permissions } = useMe();
  return (
    <div className={styles['setup']}>
      <nav aria-label={t('shell.setup')} className={styles['nav']}>
        {groups.map((group) => {
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
                <Icon size={15} aria-hidden />
                {t(label)}
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
