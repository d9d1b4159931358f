import { useEffect, type ReactNode } from 'react';
import { languages, useI18n, type Language } from '@/i18n';
import { Button } from '@/ui';
import styles from './AuthFrame.module.css';

export const AuthFrame = ({
  title,
  intro,
  foot,
  children,
}: {
  title: string;
  intro?: string;
  foot: ReactNode;
  children: ReactNode;
}) => {
  const { language, setLanguage } = useI18n();
  useEffect(() => {
    document.title = `${title} · Trellis`;
  }, [title]);
  return (
    <main className={styles['frame']}>
      <div>
        <div className={styles['card']}>
          <header className={styles['head']}>
            <img src="/trellis.svg" alt="" />
            <h1>{title}</h1>
            {intro && <p>{intro}</p>}
          </header>
          {children}
          <div className={styles['foot']}>{foot}</div>
        </div>
        <div className={styles['languages']}>
          {Object.entries(languages).map(([code, name]) => (
            <Button
              key={code}
              size="small"
              variant="ghost"
              lang={code}
              aria-pressed={code === language}
              onClick={() => setLanguage(code as Language)}
            >
              {name}
            </Button>
          ))}
        </div>
      </div>
    </main>
  );
};
