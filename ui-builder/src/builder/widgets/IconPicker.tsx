import { useT } from '@/i18n';
import { objectIcons } from '@/ui';
import styles from './Swatches.module.css';

export const IconPicker = ({
  value,
  color,
  onChange,
}: {
  value: string | undefined;
  color: string | undefined;
  onChange: (icon: string) => void;
}) => {
  const t = useT();
  return (
    <div className={styles['icons']} role="group" aria-label={t('builder.icon')}>
      {Object.entries(objectIcons).map(([name, Icon]) => (
        <button
          key={name}
          type="button"
          className={styles['icon']}
          aria-label={name}
          title={name}
          aria-pressed={value === name}
          onClick={() => onChange(name)}
        >
          <Icon size={17} aria-hidden style={color && value === name ? { color } : undefined} />
        </button>
      ))}
    </div>
  );
};
