import { useT } from '@/i18n';
import { Dialog, shortcutText, useAllActions } from '@/ui';
import styles from './Palette.module.css';

/** Every key that does something now, read from the actions themselves. */
export const ShortcutsDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const actions = useAllActions().filter((action) => action.shortcut !== undefined);
  const line = (label: string, keys: string) => [
    <span key={label}>{label}</span>,
    <kbd key={keys}>{keys}</kbd>,
  ];
  return (
    <Dialog title={t('shortcuts.title')} size="narrow" onClose={onClose}>
      <div className={styles['keys']}>
        <h3>{t('shortcuts.everywhere')}</h3>
        {actions.map((action) => line(action.label, shortcutText(action.shortcut ?? '')))}
        <h3>{t('shortcuts.lists')}</h3>
        {line(t('shortcuts.move'), '← ↑ ↓ →')}
        {line(t('shortcuts.editCell'), 'F2 · ↵')}
        {line(t('shortcuts.select'), 'X')}
        {line(t('shortcuts.open'), 'O')}
        <h3>{t('shortcuts.forms')}</h3>
        {line(t('shortcuts.save'), `${shortcutText('mod+enter')}`)}
      </div>
    </Dialog>
  );
};
