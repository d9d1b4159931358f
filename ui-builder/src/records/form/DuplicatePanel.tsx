import { Link } from 'react-router';
import type { Duplicates, ObjectDescription } from '@/api';
import { useT } from '@/i18n';
import { Button } from '@/ui';
import { recordPath } from '../recordName';
import styles from './RecordForm.module.css';

/** The records that look like the one being saved. What a strict rule found cannot be passed over. */
export const DuplicatePanel = ({
  object,
  duplicates,
  onSaveAnyway,
}: {
  object: ObjectDescription;
  duplicates: Duplicates['duplicates'];
  onSaveAnyway: () => void;
}) => {
  const t = useT();
  const isRefused = duplicates.some((one) => one.mode === 'strict');
  const found = duplicates.flatMap((one) => one.records);
  const records = [...new Map(found.map((record) => [record.id, record])).values()];
  return (
    <div className={styles['duplicates']} role="alert" tabIndex={-1}>
      <strong>{t('record.duplicatesTitle')}</strong>
      <span>{t(isRefused ? 'merge.refused' : 'record.duplicatesText')}</span>
      <ul>
        {records.map((record) => (
          <li key={record.id}>
            <Link to={recordPath(object.name, record.id)} target="_blank">
              {record.name ?? t('list.unnamed')}
            </Link>
          </li>
        ))}
      </ul>
      {!isRefused && (
        <span>
          <Button size="small" onClick={onSaveAnyway}>
            {t('record.saveAnyway')}
          </Button>
        </span>
      )}
    </div>
  );
};
