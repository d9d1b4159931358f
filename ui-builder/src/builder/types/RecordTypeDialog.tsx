import { useState } from 'react';
import { useI18n } from '@/i18n';
import { Field, LabelledCheckbox, Select } from '@/ui';
import styles from '../form.module.css';
import { useComponents, useComponentsOf } from '../model/components';
import {
  choiceOf,
  localName,
  withoutBlanks,
  type FieldDocument,
  type RecordTypeDocument,
} from '../model/documents';
import { textIn } from '../model/localized';
import { CheckRow } from '../widgets/CheckRow';
import { ComponentDialog } from '../widgets/ComponentDialog';
import { NamingInputs } from '../widgets/NamingInputs';
import { useNaming } from '../widgets/useNaming';

type Draft = Pick<RecordTypeDocument, 'active' | 'default' | 'layout' | 'picklists'>;

/** A variant of the object: which values and which layout its records have. */
export const RecordTypeDialog = ({
  object,
  type,
  others,
  onClose,
}: {
  object: string;
  type: RecordTypeDocument | undefined;
  others: RecordTypeDocument[];
  onClose: () => void;
}) => {
  const { t, language } = useI18n();
  const layouts = useComponentsOf('layout', object);
  const picklists = useComponentsOf('field', object).filter(
    (field) => field.type === 'picklist' || field.type === 'multi_picklist',
  );
  const naming = useNaming(
    type && { label: type.label, name: localName(type.name) },
    others.map((other) => localName(other.name)),
  );
  const [draft, setDraft] = useState<Draft>(type ?? { default: others.length === 0 });
  const set = (change: Draft) => setDraft({ ...draft, ...change });
  const limited = draft.picklists ?? {};

  const components = () => {
    const document = withoutBlanks<RecordTypeDocument>({
      ...type,
      ...draft,
      kind: 'record_type',
      name: `${object}.${naming.name}`,
      label: naming.label ?? '',
    });
    // Only one record type of an object is the default.
    const demoted = draft.default
      ? others
          .filter((other) => other.name !== document.name && other.default === true)
          .map((other) => ({ ...other, default: false }))
      : [];
    return [document, ...demoted];
  };
  return (
    <ComponentDialog
      title={t(type ? 'recordType.edit' : 'recordType.new')}
      isNew={type === undefined}
      ready={naming.ready}
      shown={['name', 'label', 'layout']}
      components={components}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <NamingInputs naming={naming} errors={errors} />
          <div className={styles['checks']}>
            <CheckRow
              label={t('builder.active')}
              hint={t('recordType.activeHint')}
              checked={draft.active ?? true}
              onChange={(active) => set({ active })}
            />
            <CheckRow
              label={t('builder.default')}
              hint={t('recordType.defaultHint')}
              checked={draft.default ?? false}
              onChange={(isDefault) => set({ default: isDefault })}
            />
          </div>
          <Field label={t('kind.layout')} errors={errors['layout']}>
            {(control) => (
              <Select
                {...control}
                value={draft.layout ?? ''}
                onChange={(event) => set({ layout: event.target.value || undefined })}
              >
                <option value="">{t('layout.isDefault')}</option>
                {layouts.map((layout) => (
                  <option key={layout.name} value={localName(layout.name)}>
                    {textIn(layout.label, language) || localName(layout.name)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {picklists.map((field) => {
            const name = localName(field.name);
            return (
              <PicklistLimit
                key={name}
                field={field}
                value={limited[name]}
                onChange={(values) => {
                  const rest = Object.fromEntries(
                    Object.entries(limited).filter(([other]) => other !== name),
                  );
                  set({ picklists: values ? { ...rest, [name]: values } : rest });
                }}
              />
            );
          })}
        </>
      )}
    </ComponentDialog>
  );
};

/** All values of a picklist, or only the marked ones. */
const PicklistLimit = ({
  field,
  value,
  onChange,
}: {
  field: FieldDocument;
  value: string[] | undefined;
  onChange: (values: string[] | undefined) => void;
}) => {
  const { t, language } = useI18n();
  const valueSets = useComponents('value_set');
  const choices = (
    field.value_set
      ? (valueSets.find((set) => set.name === field.value_set)?.values ?? [])
      : (field.values ?? [])
  ).map(choiceOf);
  const label = textIn(field.label, language);
  return (
    <Field label={label} group>
      {() => (
        <div className={styles['stack']}>
          <LabelledCheckbox
            checked={value === undefined}
            onChange={(all) => onChange(all ? undefined : choices.map((choice) => choice.value))}
          >
            {t('recordType.allValues')}
          </LabelledCheckbox>
          {value && (
            <div className={styles['checks']}>
              {choices.map((choice) => (
                <LabelledCheckbox
                  key={choice.value}
                  checked={value.includes(choice.value)}
                  onChange={(yes) =>
                    onChange(
                      yes
                        ? [...value, choice.value]
                        : value.filter((other) => other !== choice.value),
                    )
                  }
                >
                  {textIn(choice.label ?? choice.value, language)}
                </LabelledCheckbox>
              ))}
            </div>
          )}
        </div>
      )}
    </Field>
  );
};
