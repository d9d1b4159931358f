import {
  Languages,
  LogOut,
  Menu as MenuIcon,
  Monitor,
  Moon,
  Search,
  Sun,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import { useNavigate } from 'react-router';
import { signOut } from '@/api';
import { languages, useI18n, type Language, type MessageKey } from '@/i18n';
import { useMe } from '@/metadata';
import { IconButton, Menu, shortcutText, useTheme, type MenuItem, type Theme } from '@/ui';
import styles from './Shell.module.css';

const themes: { theme: Theme; label: MessageKey; icon: LucideIcon }[] = [
  { theme: 'light', label: 'shell.themeLight', icon: Sun },
  { theme: 'dark', label: 'shell.themeDark', icon: Moon },
  { theme: 'system', label: 'shell.themeSystem', icon: Monitor },
];

export const TopBar = ({
  onOpenNavigation,
  onSearch,
}: {
  onOpenNavigation: () => void;
  onSearch: () => void;
}) => {
  const { t } = useI18n();
  return (
    <div className={styles['topBar']}>
      <span className={styles['hamburger']}>
        <IconButton icon={MenuIcon} label={t('shell.openNavigation')} onClick={onOpenNavigation} />
      </span>
      <button type="button" className={styles['search']} onClick={onSearch}>
        <Search size={15} aria-hidden />
        <span>{t('palette.placeholder')}</span>
        <kbd>{shortcutText('mod+k')}</kbd>
      </button>
      <UserMenu />
    </div>
  );
};

const UserMenu = () => {
  const { t, language, setLanguage } = useI18n();
  const me = useMe();
  const [theme, setTheme] = useTheme();
  const navigate = useNavigate();

  const leave = async () => {
    await signOut().catch(() => undefined);
    await navigate('/sign-in');
  };
  const items: MenuItem[] = [
    { label: t('profile.title'), icon: UserRound, onSelect: () => void navigate('/profile') },
    { heading: t('shell.language') },
    ...Object.entries(languages).map(([code, name]) => ({
      label: name,
      icon: Languages,
      checked: code === language,
      onSelect: () => setLanguage(code as Language),
    })),
    { heading: t('shell.theme') },
    ...themes.map((choice) => ({
      label: t(choice.label),
      icon: choice.icon,
      checked: choice.theme === theme,
      onSelect: () => setTheme(choice.theme),
    })),
    'separator',
    { label: t('shell.signOut'), icon: LogOut, onSelect: () => void leave() },
  ];
  return (
    <Menu
      label={t('shell.userMenu')}
      items={items}
      header={
        <div className={styles['person']}>
          <strong>{me.user.name}</strong>
          <small>{me.tenant.company}</small>
        </div>
      }
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={styles['avatar']}
          aria-label={t('shell.userMenu')}
        >
          {[...me.user.name][0]?.toUpperCase()}
        </button>
      )}
    />
  );
};
