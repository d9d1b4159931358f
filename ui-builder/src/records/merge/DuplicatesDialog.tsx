import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useT } from '@/i18n';
import { Button, Checkbox, Dialog } from '@/ui';
import { recordPath } from '../recordName';
import { MOST_MERGED } from './choices';
import styles from './DuplicatesDialog.module.css';
import { mergePath } from './mergePath';

export type Found = { id: string; name: string | null };

/** The records that look like this one, to be looked at or merged with it. */
export const DuplicatesDialog = ({
  object,
  id,
  found,
  canMerge,
  onClose,
}: {
  object: string;
  id: string;
  found: readonly Found[];
  canMerge: boolean;
  onClose: () => void;
}) => {
  const t = useT();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    found.slice(0, MOST_MERGED - 1).map((record) => record.id),
  );
  const isFull = chosen.length >= MOST_MERGED - 1;
  const toggle = (other: string, isChosen: boolean) =>
    setChosen(isChosen ? [...chosen, other] : chosen.filter((one) => one !== other));
  return (
    <Dialog
      title={t('record.duplicatesTitle')}
      size="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {canMerge && (
            <Button
              variant="primary"
              disabled={chosen.length === 0}
              onClick={() => void navigate(mergePath(object, [id, ...chosen]))}
            >
              {t('merge.compare')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('record.duplicatesFound')}</p>
      <ul className={styles['list']}>
        {found.map((record) => {
          const name = record.name ?? t('list.unnamed');
          const isChosen = chosen.includes(record.id);
          return (
            <li key={record.id} className={styles['item']}>
              {canMerge && (
                <Checkbox
                  aria-label={t('merge.choose', { name })}
                  checked={isChosen}
                  disabled={isFull && !isChosen}
                  onChange={(checked) => toggle(record.id, checked)}
                />
              )}
              <Link to={recordPath(object, record.id)} onClick={onClose}>
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
      {canMerge && found.length >= MOST_MERGED && (
        <p className={styles['hint']}>{t('merge.tooMany', { most: MOST_MERGED })}</p>
      )}
    </Dialog>
  );
};
