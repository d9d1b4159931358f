import { useT } from '@/i18n';
import styles from '../form.module.css';
import type { FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { CheckRow } from '../widgets/CheckRow';

/** What is demanded of its values and what the platform does with them. */
export const FieldRules = ({
  draft,
  set,
}: {
  draft: FieldDocument;
  set: (change: Partial<FieldDocument>) => void;
}) => {
  const t = useT();
  const traits = fieldTypes[draft.type];
  const isKey = draft.external_id === true;
  const isNumbered = draft.type === 'auto_number';
  if (traits.computed) return null;
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['groupTitle']}>{t('fieldDef.rules')}</legend>
      <div className={styles['checks']}>
        {!isNumbered && (
          <CheckRow
            label={t('fieldDef.required')}
            hint={t('fieldDef.requiredHint')}
            checked={draft.required ?? false}
            disabled={draft.ownership === 'parent'}
            onChange={(required) => set({ required })}
          />
        )}
        {traits.unique && (
          <CheckRow
            label={t('fieldDef.unique')}
            hint={t('fieldDef.uniqueHint')}
            checked={isKey || (draft.unique ?? false)}
            disabled={isKey}
            onChange={(unique) => set({ unique })}
          />
        )}
        {traits.externalId && (
          <CheckRow
            label={t('fieldDef.externalId')}
            hint={t('fieldDef.externalIdHint')}
            checked={isKey}
            onChange={(external_id) => set({ external_id })}
          />
        )}
        {traits.indexed && (
          <CheckRow
            label={t('fieldDef.indexed')}
            hint={t('fieldDef.indexedHint')}
            checked={isKey || (draft.indexed ?? false)}
            disabled={isKey}
            onChange={(indexed) => set({ indexed })}
          />
        )}
        <CheckRow
          label={t('fieldDef.searchable')}
          hint={t('fieldDef.searchableHint')}
          checked={draft.searchable ?? (traits.searchedUnlessSaid || isKey)}
          onChange={(searchable) => set({ searchable })}
        />
        <CheckRow
          label={t('fieldDef.trackHistory')}
          hint={t('fieldDef.trackHistoryHint')}
          checked={draft.track_history ?? traits.historyUnlessSaid}
          onChange={(track_history) => set({ track_history })}
        />
      </div>
    </fieldset>
  );
};
