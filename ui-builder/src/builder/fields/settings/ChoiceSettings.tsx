import { useI18n } from '@/i18n';
import { Field, Select } from '@/ui';
import styles from '../../form.module.css';
import { useComponents } from '../../model/components';
import { choiceOf, localName } from '../../model/documents';
import { textIn } from '../../model/localized';
import { CheckRow } from '../../widgets/CheckRow';
import { ValuesEditor } from '../ValuesEditor';
import type { SettingsProps } from './SettingsProps';

/** Where the values come from, what they are, and which field decides about them. */
export const ChoiceSettings = ({ draft, set, errors, siblings }: SettingsProps) => {
  const { t, language } = useI18n();
  const valueSets = useComponents('value_set');
  const controllers = siblings.filter(
    (field) => field.type === 'picklist' && field.name !== draft.name,
  );
  const controller = controllers.find((field) => localName(field.name) === draft.controlled_by);
  const controllingValues = (
    controller?.value_set
      ? valueSets.find((shared) => shared.name === controller.value_set)?.values
      : controller?.values
  )?.map(choiceOf);
  return (
    <>
      <div className={styles['pair']}>
        <Field label={t('fieldDef.valuesFrom')} errors={errors['value_set']}>
          {(control) => (
            <Select
              {...control}
              value={draft.value_set ?? ''}
              onChange={(event) => set({ value_set: event.target.value || undefined })}
            >
              <option value="">{t('fieldDef.ownValues')}</option>
              {valueSets.map((valueSet) => (
                <option key={valueSet.name} value={valueSet.name}>
                  {t('fieldDef.valueSetNamed', { name: textIn(valueSet.label, language) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label={t('fieldDef.controlledBy')}
          hint={controller && t('fieldDef.controlledByHint')}
          errors={errors['controlled_by']}
        >
          {(control) => (
            <Select
              {...control}
              disabled={controllers.length === 0}
              value={draft.controlled_by ?? ''}
              onChange={(event) => set({ controlled_by: event.target.value || undefined })}
            >
              <option value="">{t('common.none')}</option>
              {controllers.map((field) => (
                <option key={field.name} value={localName(field.name)}>
                  {textIn(field.label, language)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {draft.value_set === undefined && (
        <ValuesEditor
          values={draft.values ?? []}
          onChange={(values) => set({ values })}
          oneDefault={draft.type === 'picklist'}
          controllingValues={controllingValues ?? []}
          errors={errors['values']}
        />
      )}
      <CheckRow
        label={t('fieldDef.restricted')}
        hint={t('fieldDef.restrictedHint')}
        checked={draft.restricted ?? true}
        onChange={(restricted) => set({ restricted })}
      />
    </>
  );
};
