import {
  Import,
  Keyboard,
  LayoutGrid,
  Moon,
  Plus,
  Search,
  Settings,
  Sun,
  Trash2,
} from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '@/i18n';
import { useCanOpenSetup, useDescribe } from '@/metadata';
import { useActions, useTheme, type Action } from '@/ui';

/** What can be done from every page. */
export function useGlobalActions({
  onPalette,
  onShortcuts,
}: {
  onPalette: () => void;
  onShortcuts: () => void;
}): void {
  const t = useT();
  const navigate = useNavigate();
  const objects = useDescribe();
  const canOpenSetup = useCanOpenSetup();
  const canImport = objects.some((object) => object.actions.import);
  const [theme, setTheme] = useTheme();

  const actions = useMemo((): Action[] => {
    const goTo = (name: string, place: string, path: string, icon = LayoutGrid): Action => ({
      name: `go.${name}`,
      label: t('palette.goTo', { place }),
      icon,
      perform: () => void navigate(path),
    });
    const dark = theme === 'dark';
    return [
      {
        name: 'palette',
        label: t('palette.open'),
        icon: Search,
        shortcut: 'mod+k',
        perform: onPalette,
      },
      ...objects
        .filter((object) => object.actions.read)
        .map((object) => goTo(object.name, object.plural_label, `/o/${object.name}`)),
      ...objects
        .filter((object) => object.actions.create)
        .map((object): Action => ({
          name: `new.${object.name}`,
          label: t('list.new', { object: object.label }),
          icon: Plus,
          perform: () => void navigate(`/o/${object.name}/new`),
        })),
      ...(canImport ? [goTo('import', t('shell.import'), '/import', Import)] : []),
      goTo('recycleBin', t('shell.recycleBin'), '/recycle-bin', Trash2),
      ...(canOpenSetup ? [goTo('setup', t('shell.setup'), '/setup', Settings)] : []),
      {
        name: 'theme',
        label: `${t('shell.theme')}: ${t(dark ? 'shell.themeLight' : 'shell.themeDark')}`,
        icon: dark ? Sun : Moon,
        perform: () => setTheme(dark ? 'light' : 'dark'),
      },
      {
        name: 'shortcuts',
        label: t('shell.shortcuts'),
        icon: Keyboard,
        shortcut: '?',
        perform: onShortcuts,
      },
    ];
  }, [t, navigate, objects, canOpenSetup, canImport, theme, setTheme, onPalette, onShortcuts]);
  useActions(actions, 'everywhere');
}
