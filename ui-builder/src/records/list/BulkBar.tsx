import { Merge, Pencil, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectDescription } from '@/api';
import { FormField, wireValue } from '@/fields';
import { useT } from '@/i18n';
import { Button, Dialog, Field, IconButton, Select } from '@/ui';
import { MOST_MERGED } from '../merge/choices';
import { mergePath } from '../merge/mergePath';
import { canMerge } from '../merge/useSavedToast';
import styles from './ListPage.module.css';
import { bulkFields } from './bulkFields';
import { useBulk } from './useBulk';

/** What can be done with the selected rows. */
export const BulkBar = ({
  object,
  ids,
  onClear,
}: {
  object: ObjectDescription;
  ids: string[];
  onClear: () => void;
}) => {
  const t = useT();
  const navigate = useNavigate();
  const { remove, update } = useBulk(object.name);
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  return (
    <>
      <div
        className={styles['bulkBar']}
        role="toolbar"
        aria-label={t('list.selected', { count: ids.length })}
      >
        <span>{t('list.selected', { count: ids.length })}</span>
        {object.actions.edit && (
          <Button size="small" icon={Pencil} onClick={() => setDialog('edit')}>
            {t('list.bulkEdit')}
          </Button>
        )}
        {canMerge(object) && ids.length > 1 && ids.length <= MOST_MERGED && (
          <Button
            size="small"
            icon={Merge}
            onClick={() => void navigate(mergePath(object.name, ids))}
          >
            {t('merge.action')}
          </Button>
        )}
        {object.actions.delete && (
          <Button size="small" icon={Trash2} onClick={() => setDialog('delete')}>
            {t('common.delete')}
          </Button>
        )}
        <IconButton size="small" icon={X} label={t('list.clearSelection')} onClick={onClear} />
      </div>
      {dialog === 'edit' && (
        <BulkEditDialog
          object={object}
          count={ids.length}
          busy={update.isPending}
          onClose={() => setDialog(undefined)}
          onApply={(fields) =>
            update.mutate({ ids, fields }, { onSuccess: () => setDialog(undefined) })
          }
        />
      )}
      {dialog === 'delete' && (
        <Dialog
          title={t('list.bulkDeleteTitle', { count: ids.length })}
          size="narrow"
          onClose={() => setDialog(undefined)}
          footer={
            <>
              <Button onClick={() => setDialog(undefined)}>{t('common.cancel')}</Button>
              <Button
                variant="danger"
                autoFocus
                busy={remove.isPending}
                onClick={() =>
                  remove.mutate(ids, {
                    onSuccess: () => {
                      setDialog(undefined);
                      onClear();
                    },
                  })
                }
              >
                {t('common.delete')}
              </Button>
            </>
          }
        >
          {t('list.bulkDeleteText')}
        </Dialog>
      )}
    </>
  );
};

const BulkEditDialog = ({
  object,
  count,
  busy,
  onApply,
  onClose,
}: {
  object: ObjectDescription;
  count: number;
  busy: boolean;
  onApply: (fields: Record<string, unknown>) => void;
  onClose: () => void;
}) => {
  const t = useT();
  const fields = bulkFields(object);
  const [name, setName] = useState(fields[0]?.name);
  const [value, setValue] = useState<unknown>(null);
  const field = fields.find((candidate) => candidate.name === name);
  return (
    <Dialog
      title={t('list.bulkEditTitle', { count })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={!field}
            onClick={() => field && onApply({ [field.name]: wireValue(field, value) })}
          >
            {t('list.bulkApply', { count })}
          </Button>
        </>
      }
    >
      <div className={styles['nameForm']}>
        <Field label={t('list.bulkField')}>
          {(control) => (
            <Select
              {...control}
              value={name}
              onChange={(event) => {
                setName(event.target.value);
                setValue(null);
              }}
            >
              {fields.map((candidate) => (
                <option key={candidate.name} value={candidate.name}>
                  {candidate.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {field && (
          <FormField
            key={field.name}
            field={{ ...field, label: t('list.bulkValue') }}
            value={value}
            onChange={setValue}
            draft={{}}
          />
        )}
      </div>
    </Dialog>
  );
};
