import { useT } from '@/i18n';
import styles from './Spinner.module.css';

export const Spinner = () => <span className={styles['spinner']} aria-hidden />;

/** For a whole page or panel; shows up only when loading takes a moment. */
export const Loading = () => {
  const t = useT();
  return (
    <div className={styles['page']} role="status">
      <Spinner />
      <span className="visually-hidden">{t('common.loading')}</span>
    </div>
  );
};
