import { NavLink } from 'react-router';
import styles from './Tabs.module.css';

/** Pages beside each other; each is a place of its own with an address. */
export const Tabs = ({
  label,
  tabs,
}: {
  label: string;
  tabs: { to: string; label: string; end?: boolean }[];
}) => (
  <nav className={styles['tabs']} aria-label={label}>
    {tabs.map((tab) => (
      <NavLink key={tab.to} to={tab.to} end={tab.end ?? false} className={styles['tab'] ?? ''}>
        {tab.label}
      </NavLink>
    ))}
  </nav>
);
