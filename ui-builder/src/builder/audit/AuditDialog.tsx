import type { AuditEntry } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Button, Dialog } from '@/ui';
import form from '../form.module.css';
import { DifferenceList } from '../revisions/DifferenceList';
import styles from './audit.module.css';
import { useEntryTexts } from './useEntryTexts';

/** All that was written down of one act. */
export const AuditDialog = ({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) => {
  const t = useT();
  const format = useFormat();
  const texts = useEntryTexts();
  const facts = [
    [t('audit.at'), format.datetime(entry.at)],
    [t('audit.who'), texts.actor(entry)],
    [t('audit.subject'), texts.subject(entry)],
    [t('audit.where'), entry.address ?? t('audit.background')],
    [t('audit.agent'), entry.agent],
    [t('audit.credential'), entry.actor.credential_id],
    [t('audit.number'), String(entry.seq)],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <Dialog
      title={texts.action(entry)}
      size="wide"
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <div className={form['form']}>
        <dl className={styles['facts']}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {entry.before || entry.after ? (
          <DifferenceList before={documentOf(entry.before)} after={documentOf(entry.after)} />
        ) : (
          <p className={form['soft']}>{t('audit.noDetails')}</p>
        )}
      </div>
    </Dialog>
  );
};

const documentOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
