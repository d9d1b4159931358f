import type { ResultType } from '@/api';
import { FormulaEditor } from '@/editor';
import { useT } from '@/i18n';
import { Field, Select, TextInput } from '@/ui';
import styles from '../../form.module.css';
import { objectOf } from '../../model/documents';
import { fieldTypeLabel } from '../fieldTypeTexts';
import { numberOrNothing, type SettingsProps } from './SettingsProps';

const resultTypes = [
  'text',
  'number',
  'currency',
  'percent',
  'boolean',
  'date',
  'datetime',
  'time',
] as const satisfies ResultType[];

const MOST_DECIMALS = 18;
const USUAL_DECIMALS = 2;

/** What the field yields and how: its formula. */
export const FormulaSettings = ({ draft, set, errors }: SettingsProps) => {
  const t = useT();
  const returns = draft.returns ?? 'number';
  const isNumeric = returns === 'number' || returns === 'currency' || returns === 'percent';
  const usual = returns === 'number' ? undefined : USUAL_DECIMALS;
  return (
    <>
      <div className={styles['pair']}>
        <Field label={t('fieldDef.returns')} errors={errors['returns']}>
          {(control) => (
            <Select
              {...control}
              value={returns}
              onChange={(event) =>
                set({ returns: event.target.value as ResultType, scale: undefined })
              }
            >
              {resultTypes.map((type) => (
                <option key={type} value={type}>
                  {t(fieldTypeLabel(type))}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {isNumeric && (
          <Field
            label={t('fieldDef.scale')}
            hint={t('fieldDef.roundedHint')}
            errors={errors['scale']}
          >
            {(control) => (
              <TextInput
                {...control}
                type="number"
                inputMode="numeric"
                min={0}
                max={MOST_DECIMALS}
                placeholder={usual === undefined ? t('fieldDef.anyDigits') : String(usual)}
                value={draft.scale ?? ''}
                onChange={(event) => set({ scale: numberOrNothing(event.target.value) })}
              />
            )}
          </Field>
        )}
      </div>
      <FormulaEditor
        label={t('fieldDef.expression')}
        hint={returns === 'percent' ? t('fieldDef.percentHint') : undefined}
        required
        placeholder="ROUND(amount * (1 - discount), 2)"
        value={draft.expression ?? ''}
        errors={errors['expression']}
        onChange={(expression) => set({ expression })}
        setting={{
          object: objectOf(draft.name),
          returns,
          scale: draft.scale ?? usual,
          blanks: draft.blanks,
          lists: true,
        }}
      />
      <Field label={t('fieldDef.blanks')} hint={t('fieldDef.blanksHint')} errors={errors['blanks']}>
        {(control) => (
          <Select
            {...control}
            value={draft.blanks ?? 'zero'}
            onChange={(event) =>
              set({ blanks: event.target.value === 'null' ? 'null' : undefined })
            }
          >
            <option value="zero">{t('fieldDef.blanksZero')}</option>
            <option value="null">{t('fieldDef.blanksNull')}</option>
          </Select>
        )}
      </Field>
    </>
  );
};
