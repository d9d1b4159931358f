import {
  ChevronsUpDown,
  Import,
  LayoutGrid,
  Settings,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { NavLink } from 'react-router';
import type { Tab } from '@/api';
import { useT } from '@/i18n';
import { useCanOpenSetup, useDescribe, useMe } from '@/metadata';
import { classes, Menu, ObjectIcon } from '@/ui';
import { currentApp, rememberApp, rememberedApp, tabPath } from '../navigation';
import styles from './Navigation.module.css';

/** The tabs of the chosen app, then every other place. A drawer on small screens. */
export const Navigation = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useT();
  const me = useMe();
  const objects = useDescribe();
  const canOpenSetup = useCanOpenSetup();
  const canImport = objects.some((object) => object.actions.import);
  const [chosen, setChosen] = useState(rememberedApp);
  const app = currentApp(me.apps, chosen);
  const tabs: Tab[] =
    app?.tabs ??
    objects
      .filter((object) => object.actions.read)
      .map((object) => ({ object: object.name, label: object.plural_label }));

  const choose = (name: string) => {
    rememberApp(name);
    setChosen(name);
  };
  return (
    <>
      {open && (
        <button
          type="button"
          className={styles['scrim']}
          aria-label={t('common.close')}
          onClick={onClose}
        />
      )}
      <nav
        aria-label={t('shell.navigation')}
        className={classes(styles['navigation'], open && styles['open'])}
      >
        <Menu
          label={t('shell.apps')}
          placement="bottom-start"
          items={me.apps.map((candidate) => ({
            label: candidate.label,
            icon: LayoutGrid,
            checked: candidate.name === app?.name,
            onSelect: () => choose(candidate.name),
          }))}
          trigger={(props) => (
            <button
              type="button"
              {...props}
              className={styles['brand']}
              disabled={me.apps.length < 2}
            >
              <img src="/trellis.svg" alt="" />
              <span>{app?.label ?? me.tenant.company}</span>
              {me.apps.length > 1 && <ChevronsUpDown size={14} aria-hidden />}
            </button>
          )}
        />
        {tabs.map((tab) => {
          const object = objects.find((candidate) => candidate.name === tab.object);
          if (!object?.actions.read) return null;
          return (
            <NavLink key={tabPath(tab)} to={tabPath(tab)} className={styles['link'] ?? ''}>
              <ObjectIcon icon={object.icon} color={object.color} />
              <span>{tab.label}</span>
            </NavLink>
          );
        })}
        <div className={styles['spacer']} />
        {canImport && <Place to="/import" icon={Import} label={t('shell.import')} />}
        <Place to="/recycle-bin" icon={Trash2} label={t('shell.recycleBin')} />
        {canOpenSetup && <Place to="/setup" icon={Settings} label={t('shell.setup')} />}
      </nav>
    </>
  );
};

const Place = ({ to, icon: Icon, label }: { to: string; icon: LucideIcon; label: string }) => (
  <NavLink to={to} className={styles['link'] ?? ''}>
    <Icon size={16} aria-hidden />
    <span>{label}</span>
  </NavLink>
);
