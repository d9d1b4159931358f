import {
  Boxes,
  History,
  KeyRound,
  Languages,
  LayoutGrid,
  ListTree,
  Network,
  ScrollText,
  ShieldCheck,
  Users,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { MessageKey } from '@/i18n';
import type { SetupPermission } from '@/metadata';

type Place = { to: string; label: MessageKey; icon: LucideIcon; permission: SetupPermission };

/** The places of Setup, and what it takes to use them. */
export const setupGroups: { label: MessageKey; places: Place[] }[] = [
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
      { to: 'roles', label: 'setup.roles', icon: Network, permission: 'manage_users' },
      { to: 'teams', label: 'setup.teams', icon: UsersRound, permission: 'manage_users' },
      {
        to: 'permission-sets',
        label: 'setup.permissionSets',
        icon: KeyRound,
        permission: 'manage_permissions',
      },
      {
        to: 'sign-in-policy',
        label: 'setup.signInPolicy',
        icon: ShieldCheck,
        permission: 'manage_permissions',
      },
    ],
  },
  {
    label: 'setup.changes',
    places: [
      { to: 'history', label: 'setup.history', icon: History, permission: 'customize' },
      { to: 'audit', label: 'setup.audit', icon: ScrollText, permission: 'view_audit' },
    ],
  },
];
