import { useState } from 'react';
import { FormulaEditor } from '@/editor';
import { useT } from '@/i18n';
import { LabelledCheckbox } from '@/ui';
import styles from '../form.module.css';
import { objectOf, type FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { LiteralDefault } from './LiteralDefault';

/** What new records get when nothing is said: always the same, or what a formula says. */
export const DefaultSetting = ({
  draft,
  set,
  errors,
}: {
  draft: FieldDocument;
  set: (change: Partial<FieldDocument>) => void;
  errors: Record<string, string[]>;
}) => {
  const t = useT();
  const [byFormula, setByFormula] = useState(draft.default_formula !== undefined);
  const { defaultFormula } = fieldTypes[draft.type];
  const literal = <LiteralDefault draft={draft} set={set} errors={errors['default']} />;
  if (!defaultFormula) return literal;
  return (
    <div className={styles['stack']}>
      {!byFormula && literal}
      {byFormula && (
        <FormulaEditor
          label={t('fieldDef.default')}
          hint={t('fieldDef.defaultFormulaHint')}
          placeholder="TODAY() + 30"
          value={draft.default_formula ?? ''}
          errors={errors['default_formula']}
          onChange={(formula) =>
            set({ default_formula: formula.trim() === '' ? undefined : formula })
          }
          setting={{
            object: objectOf(draft.name),
            returns: draft.type,
            scale: draft.scale,
            blanks: 'null',
          }}
        />
      )}
      <LabelledCheckbox
        checked={byFormula}
        onChange={(yes) => {
          setByFormula(yes);
          set(yes ? { default: undefined } : { default_formula: undefined });
        }}
      >
        {t('fieldDef.defaultByFormula')}
      </LabelledCheckbox>
    </div>
  );
};
