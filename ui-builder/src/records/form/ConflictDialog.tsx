import { useState } from 'react';
import type { Json } from '@/api';
import { FieldDisplay } from '@/fields';
import { useT } from '@/i18n';
import { Button, Dialog } from '@/ui';
import styles from './RecordForm.module.css';
import type { FormConflict } from './useRecordForm';

/** Two people changed the same fields: the one who saves second chooses, field by field. */
export const ConflictDialog = ({
  conflict,
  busy,
  onResolve,
  onClose,
}: {
  conflict: FormConflict;
  busy: boolean;
  onResolve: (keepMine: ReadonlySet<string>) => void;
  onClose: () => void;
}) => {
  const t = useT();
  const [mine, setMine] = useState<ReadonlySet<string>>(
    () => new Set(conflict.fields.map(({ field }) => field.name)),
  );
  const choose = (name: string, keepMine: boolean) => {
    const next = new Set(mine);
    if (keepMine) next.add(name);
    else next.delete(name);
    setMine(next);
  };
  return (
    <Dialog
      title={t('record.conflictTitle')}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={() => onResolve(mine)}>
            {t('record.conflictSave')}
          </Button>
        </>
      }
    >
      <p>{t('record.conflictText')}</p>
      <table className={styles['choices']}>
        <thead>
          <tr>
            <th>{t('record.conflictField')}</th>
            <th>{t('record.conflictBefore')}</th>
            <th>{t('record.conflictTheirs')}</th>
            <th>{t('record.conflictMine')}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.fields.map(({ field, before, theirs, mine: own }) => (
            <tr key={field.name}>
              <th scope="row">{field.label}</th>
              <td>
                <FieldDisplay field={field} value={before} />
              </td>
              {[false, true].map((isMine) => (
                <td key={String(isMine)}>
                  <label className={styles['choice']}>
                    <input
                      type="radio"
                      name={`conflict-${field.name}`}
                      checked={mine.has(field.name) === isMine}
                      onChange={() => choose(field.name, isMine)}
                    />
                    <span>
                      <FieldDisplay field={field} value={isMine ? (own as Json) : theirs} />
                    </span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
};
