import type { FieldType } from '@/api';
import { useProblemText } from '@/api';
import { useI18n } from '@/i18n';
import { Callout, Field, Select } from '@/ui';
import { componentErrors } from '../change/errors';
import styles from '../form.module.css';
import { localName, type FieldDocument } from '../model/documents';
import { convertibleTypes } from '../model/fieldTypes';
import { LocalizedInput } from '../widgets/LocalizedInput';
import { NameInput } from '../widgets/NameInput';
import { DefaultSetting } from './DefaultSetting';
import { fieldTypeHelp, fieldTypeLabel } from './fieldTypeTexts';
import { FieldRules } from './FieldRules';
import { RollupState } from './RollupState';
import { typeSettings } from './settings';

export type Naming = {
  value: string | undefined;
  proposal: string;
  taken: ReadonlySet<string>;
  onChange: (name: string) => void;
};

const SHOWN = [
  'name',
  'label',
  'help',
  'description',
  'type',
  'default',
  'length',
  'precision',
  'scale',
  'values',
  'value_set',
  'controlled_by',
  'to',
  'relationship',
  'on_delete',
  'ownership',
  'format',
  'default_formula',
  'expression',
  'returns',
  'blanks',
  'from',
  'via',
  'aggregate',
  'field',
  'where',
];

/** The settings of a field: its own type's first, then those that all have. */
export const FieldForm = ({
  draft,
  set,
  saved,
  siblings,
  problem,
  naming,
}: {
  draft: FieldDocument;
  set: (change: Partial<FieldDocument>) => void;
  /** As it is now, for a field that exists. */
  saved: FieldDocument | undefined;
  siblings: FieldDocument[];
  problem: unknown;
  /** For a new field. */
  naming: Naming | undefined;
}) => {
  const { t } = useI18n();
  const problemText = useProblemText();
  const errors = componentErrors(problem, SHOWN);
  const { Form } = typeSettings[draft.type];
  const isNameField = saved !== undefined && localName(saved.name) === 'name';
  const types: FieldType[] = isNameField
    ? ['text', 'auto_number']
    : saved
      ? convertibleTypes(saved.type)
      : [draft.type];
  return (
    <div className={styles['form']}>
      {problem !== null && problem !== undefined && (
        <Callout tone="danger">
          {errors['']?.join(' ') ??
            (Object.keys(errors).length > 0 ? t('error.checkFields') : problemText(problem))}
        </Callout>
      )}
      <LocalizedInput
        label={t('builder.label')}
        required
        autoFocus={!saved}
        value={draft.label}
        errors={errors['label']}
        onChange={(label) => set({ label: label ?? '' })}
      />
      {naming && (
        <NameInput
          value={naming.value}
          proposal={naming.proposal}
          taken={naming.taken}
          errors={errors['name']}
          onChange={naming.onChange}
        />
      )}
      {saved && (
        <Field
          label={t('fieldDef.type')}
          hint={t(fieldTypeHelp(draft.type))}
          errors={errors['type']}
        >
          {(control) => (
            <Select
              {...control}
              disabled={types.length < 2}
              value={draft.type}
              onChange={(event) => set({ type: event.target.value as FieldType })}
            >
              {types.map((type) => (
                <option key={type} value={type}>
                  {t(fieldTypeLabel(type))}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {saved && draft.type !== saved.type && (
        <Callout tone="warning">{t('fieldDef.typeChange')}</Callout>
      )}
      {Form && <Form draft={draft} set={set} errors={errors} siblings={siblings} />}
      {saved?.type === 'rollup' && <RollupState name={saved.name} />}
      <DefaultSetting draft={draft} set={set} errors={errors} />
      <FieldRules draft={draft} set={set} />
      <div className={styles['group']}>
        <LocalizedInput
          label={t('fieldDef.help')}
          hint={t('fieldDef.helpHint')}
          multiline
          value={draft.help}
          errors={errors['help']}
          onChange={(help) => set({ help })}
        />
        <LocalizedInput
          label={t('builder.description')}
          hint={t('fieldDef.descriptionHint')}
          multiline
          value={draft.description}
          errors={errors['description']}
          onChange={(description) => set({ description })}
        />
      </div>
    </div>
  );
};
