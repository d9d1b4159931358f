import { useState } from 'react';
import { FormulaEditor } from '@/editor';
import { useI18n } from '@/i18n';
import { Field, Select } from '@/ui';
import { useFieldsOf } from '../model/components';
import { localName, withoutBlanks, type ValidationRuleDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { textIn } from '../model/localized';
import { CheckRow } from '../widgets/CheckRow';
import { ComponentDialog } from '../widgets/ComponentDialog';
import { LocalizedInput } from '../widgets/LocalizedInput';
import { NamingInputs } from '../widgets/NamingInputs';
import { useNaming } from '../widgets/useNaming';

/** What must not be saved, and what people are told who try. */
export const ValidationRuleDialog = ({
  object,
  rule,
  others,
  onClose,
}: {
  object: string;
  rule: ValidationRuleDocument | undefined;
  others: ValidationRuleDocument[];
  onClose: () => void;
}) => {
  const { t, language } = useI18n();
  const naming = useNaming(
    rule && { label: rule.label ?? localName(rule.name), name: localName(rule.name) },
    others.map((other) => localName(other.name)),
  );
  const [draft, setDraft] = useState<ValidationRuleDocument>(
    rule ?? { kind: 'validation_rule', name: '', error_when: '', message: '' },
  );
  const set = (change: Partial<ValidationRuleDocument>) => setDraft({ ...draft, ...change });
  const fields = useFieldsOf(object).filter(
    (field) => localName(field.name) !== 'name' && !fieldTypes[field.type].computed,
  );
  return (
    <ComponentDialog
      title={t(rule ? 'rule.edit' : 'rule.new')}
      size="wide"
      isNew={rule === undefined}
      ready={
        naming.ready && draft.error_when.trim() !== '' && textIn(draft.message, language) !== ''
      }
      shown={['name', 'label', 'error_when', 'message', 'field', 'description']}
      components={() => [
        withoutBlanks<ValidationRuleDocument>({
          ...draft,
          name: `${object}.${naming.name}`,
          label: naming.label,
        }),
      ]}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <NamingInputs naming={naming} errors={errors} />
          <FormulaEditor
            label={t('rule.errorWhen')}
            hint={t('rule.errorWhenHint')}
            required
            placeholder='ISPICKVAL(stage, "Won") && ISBLANK(amount)'
            value={draft.error_when}
            errors={errors['error_when']}
            onChange={(error_when) => set({ error_when })}
            setting={{ object, returns: 'boolean', blanks: 'null', rule: true }}
          />
          <LocalizedInput
            label={t('rule.message')}
            hint={t('rule.messageHint')}
            required
            multiline
            value={draft.message}
            errors={errors['message']}
            onChange={(message) => set({ message: message ?? '' })}
          />
          <Field label={t('rule.field')} hint={t('rule.fieldHint')} errors={errors['field']}>
            {(control) => (
              <Select
                {...control}
                value={draft.field ?? ''}
                onChange={(event) => set({ field: event.target.value || undefined })}
              >
                <option value="">{t('rule.wholeRecord')}</option>
                <option value="name">{t('common.name')}</option>
                {fields.map((field) => (
                  <option key={field.name} value={localName(field.name)}>
                    {textIn(field.label, language)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <LocalizedInput
            label={t('builder.description')}
            hint={t('fieldDef.descriptionHint')}
            multiline
            value={draft.description}
            errors={errors['description']}
            onChange={(description) => set({ description })}
          />
          <CheckRow
            label={t('builder.active')}
            hint={t('rule.activeHint')}
            checked={draft.active !== false}
            onChange={(active) => set({ active })}
          />
        </>
      )}
    </ComponentDialog>
  );
};
