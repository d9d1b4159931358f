import { useI18n } from '@/i18n';
import { Field, TextInput } from '@/ui';
import styles from '../../form.module.css';
import { largestNumber } from './largestNumber';
import { numberOrNothing, type SettingsProps } from './SettingsProps';

const MOST_DIGITS = 38;
const MOST_DECIMALS = 18;
const USUAL_DIGITS = 18;
const USUAL_DECIMALS = 2;

/** How many digits, with the largest number they allow as an example. */
export const NumberSettings = ({ draft, set, errors }: SettingsProps) => {
  const { t, language } = useI18n();
  const plain = draft.type === 'number';
  const free = plain && draft.precision === undefined && draft.scale === undefined;
  const precision = draft.precision ?? USUAL_DIGITS;
  const scale = draft.scale ?? (plain ? 0 : USUAL_DECIMALS);
  return (
    <>
      <div className={styles['pair']}>
        <Field
          label={t('fieldDef.precision')}
          hint={t('fieldDef.precisionHint')}
          errors={errors['precision']}
        >
          {(control) => (
            <TextInput
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={MOST_DIGITS}
              placeholder={plain ? t('fieldDef.anyDigits') : String(USUAL_DIGITS)}
              value={draft.precision ?? ''}
              onChange={(event) => set({ precision: numberOrNothing(event.target.value) })}
            />
          )}
        </Field>
        <Field label={t('fieldDef.scale')} hint={t('fieldDef.scaleHint')} errors={errors['scale']}>
          {(control) => (
            <TextInput
              {...control}
              type="number"
              inputMode="numeric"
              min={0}
              max={MOST_DECIMALS}
              placeholder={plain ? t('fieldDef.anyDigits') : String(USUAL_DECIMALS)}
              value={draft.scale ?? ''}
              onChange={(event) => set({ scale: numberOrNothing(event.target.value) })}
            />
          )}
        </Field>
      </div>
      <p className={styles['soft']}>
        {free
          ? t('fieldDef.freeNumber')
          : t('fieldDef.largest', { number: largestNumber(precision, scale, language) })}
      </p>
    </>
  );
};
