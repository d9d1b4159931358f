import type { AuditEntry } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Table } from '@/ui';
import form from '../form.module.css';
import { useEntryTexts } from './useEntryTexts';

export const AuditTable = ({
  entries,
  onOpen,
}: {
  entries: AuditEntry[];
  onOpen: (entry: AuditEntry) => void;
}) => {
  const t = useT();
  const format = useFormat();
  const texts = useEntryTexts();
  return (
    <Table
      label={t('setup.audit')}
      columns={[
        { key: 'action', label: t('audit.action') },
        { key: 'subject', label: t('audit.subject') },
        { key: 'who', label: t('audit.who'), optional: true },
        { key: 'where', label: t('audit.where'), optional: true },
        { key: 'at', label: t('audit.at') },
      ]}
      rows={entries.map((entry) => ({
        key: String(entry.seq),
        cells: [
          <button
            key="action"
            type="button"
            className={form['linkButton']}
            onClick={() => onOpen(entry)}
          >
            {texts.action(entry)}
          </button>,
          texts.subject(entry),
          texts.actor(entry),
          entry.address ?? '',
          format.datetime(entry.at),
        ],
      }))}
    />
  );
};
