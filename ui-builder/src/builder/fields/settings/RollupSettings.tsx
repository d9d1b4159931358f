import { FormulaEditor } from '@/editor';
import { useI18n } from '@/i18n';
import { Callout, Field, Select } from '@/ui';
import styles from '../../form.module.css';
import { useComponents } from '../../model/components';
import { localName, objectOf, type Aggregate } from '../../model/documents';
import { textIn } from '../../model/localized';
import { aggregates, fittingRollup, gatheredFields, referencesTo } from '../../model/rollups';
import type { SettingsProps } from './SettingsProps';

/** Which records are gathered, and what is made of them. */
export const RollupSettings = (props: SettingsProps) => {
  const { draft, errors } = props;
  const { t, language } = useI18n();
  const objects = useComponents('object');
  const fields = useComponents('field');
  const object = objectOf(draft.name);
  const references = referencesTo(object, fields);
  const aggregate = draft.aggregate ?? 'count';
  const named = (name: string) => objects.find((candidate) => candidate.name === name);
  const labelOf = (name: string) => textIn(named(name)?.label, language) || name;
  const pluralOf = (name: string) => textIn(named(name)?.plural_label, language) || labelOf(name);
  const set = (change: Parameters<SettingsProps['set']>[0]) =>
    props.set(fittingRollup(change, draft, fields));

  if (references.size === 0) {
    return <Callout tone="info">{t('rollup.nothingRefers', { object: labelOf(object) })}</Callout>;
  }
  const via = references.get(draft.from ?? '') ?? [];
  return (
    <>
      <div className={styles['pair']}>
        <Field
          label={t('rollup.from')}
          hint={t('rollup.fromHint')}
          errors={errors['from']}
          required
        >
          {(control) => (
            <Select
              {...control}
              required
              value={draft.from ?? ''}
              onChange={(event) => set({ from: event.target.value })}
            >
              <option value="" disabled>
                {t('fieldDef.toPick')}
              </option>
              {[...references.keys()].map((name) => (
                <option key={name} value={name}>
                  {pluralOf(name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('rollup.via')} hint={t('rollup.viaHint')} errors={errors['via']}>
          {(control) => (
            <Select
              {...control}
              disabled={via.length < 2}
              value={draft.via ?? ''}
              onChange={(event) => set({ via: event.target.value })}
            >
              {via.length === 0 && <option value="">{t('common.none')}</option>}
              {via.map((reference) => (
                <option key={reference.name} value={localName(reference.name)}>
                  {textIn(reference.label, language)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className={styles['pair']}>
        <Field label={t('rollup.aggregate')} errors={errors['aggregate']}>
          {(control) => (
            <Select
              {...control}
              value={aggregate}
              onChange={(event) => set({ aggregate: event.target.value as Aggregate })}
            >
              {aggregates.map((one) => (
                <option key={one} value={one}>
                  {t(`rollup.aggregate.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {aggregate !== 'count' && draft.from !== undefined && (
          <Field label={t('rollup.field')} errors={errors['field']} required>
            {(control) => (
              <Select
                {...control}
                required
                value={draft.field ?? ''}
                onChange={(event) => set({ field: event.target.value })}
              >
                <option value="" disabled>
                  {t('rollup.pickField')}
                </option>
                {gatheredFields(draft.from ?? '', aggregate, fields).map((field) => (
                  <option key={field.name} value={localName(field.name)}>
                    {textIn(field.label, language)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {draft.from !== undefined && (
        <FormulaEditor
          key={draft.from}
          label={t('rollup.where')}
          hint={t('rollup.whereHint', { objects: pluralOf(draft.from) })}
          placeholder='stage = "Won"'
          value={draft.where ?? ''}
          errors={errors['where']}
          onChange={(where) => set({ where: where.trim() === '' ? undefined : where })}
          setting={{ object: draft.from, returns: 'boolean', blanks: 'null' }}
        />
      )}
    </>
  );
};
