import { Download } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { exportUrl } from '@/api';
import { useT } from '@/i18n';
import { objectQuery, useDescribe } from '@/metadata';
import { Button, Dialog, Field, Select } from '@/ui';
import styles from '../transfer.module.css';

type Format = 'csv' | 'xlsx' | 'jsonl';

/** The records of an object as a file, all of them or those of a list view. */
export const ExportDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const objects = useDescribe().filter((object) => object.actions.export);
  const [object, setObject] = useState(objects[0]?.name ?? '');
  const [format, setFormat] = useState<Format>('csv');
  const [view, setView] = useState('');
  const description = useQuery({ ...objectQuery(object), enabled: object !== '' });
  const views = description.data?.list_views ?? [];
  const chosen = views.find((candidate) => candidate.name === view);
  const url = exportUrl(
    object,
    format,
    chosen
      ? {
          fields: chosen.columns,
          sort: chosen.sort,
          ...(chosen.filter && { filter: chosen.filter }),
        }
      : {},
  );
  return (
    <Dialog
      title={t('export.title')}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <a className={styles['downloadPrimary']} href={url} download onClick={onClose}>
            <Download size={15} aria-hidden />
            {t('export.download')}
          </a>
        </>
      }
    >
      <div className={styles['step']}>
        <Field label={t('import.object')}>
          {(control) => (
            <Select
              {...control}
              value={object}
              onChange={(event) => {
                setObject(event.target.value);
                setView('');
              }}
            >
              {objects.map((candidate) => (
                <option key={candidate.name} value={candidate.name}>
                  {candidate.plural_label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('export.records')}>
          {(control) => (
            <Select {...control} value={view} onChange={(event) => setView(event.target.value)}>
              <option value="">{t('export.everything')}</option>
              {views.map((candidate) => (
                <option key={candidate.name} value={candidate.name}>
                  {candidate.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('export.format')}>
          {(control) => (
            <Select
              {...control}
              value={format}
              onChange={(event) => setFormat(event.target.value as Format)}
            >
              <option value="csv">CSV</option>
              <option value="xlsx">Excel (XLSX)</option>
              <option value="jsonl">JSON Lines</option>
            </Select>
          )}
        </Field>
      </div>
    </Dialog>
  );
};
