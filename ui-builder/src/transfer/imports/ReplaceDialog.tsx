import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { FieldDefinition, PreviewColumn } from '@/api';
import { useT } from '@/i18n';
import { Button, Dialog, IconButton, TextInput } from '@/ui';
import styles from './ReplaceDialog.module.css';
import { repeatedTexts, type Replacement } from './replacements';

const emptyLine: Replacement = { from: '', to: '' };

/** Texts of one column that are to be taken for others: old spellings, codes of another system. */
export const ReplaceDialog = ({
  column,
  field,
  lines: given,
  onApply,
  onClose,
}: {
  column: PreviewColumn;
  /** Where the column goes; its closed list is offered. */
  field: FieldDefinition | undefined;
  lines: readonly Replacement[];
  onApply: (lines: Replacement[]) => void;
  onClose: () => void;
}) => {
  const t = useT();
  const id = useId();
  const [lines, setLines] = useState<readonly Replacement[]>(
    given.length > 0 ? given : [emptyLine],
  );
  const repeated = repeatedTexts(lines);
  const change = (index: number, line: Partial<Replacement>) =>
    setLines(lines.map((old, place) => (place === index ? { ...old, ...line } : old)));
  const choices =
    field?.type === 'picklist' || field?.type === 'multi_picklist' ? field.values : [];
  return (
    <Dialog
      title={t('import.replaceTitle', { column: column.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={`${id}-form`} disabled={repeated.size > 0}>
            {t('common.apply')}
          </Button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          onApply(lines.filter((line) => line.from.trim() !== ''));
        }}
      >
        <p className={styles['hint']}>{t('import.replaceHint')}</p>
        <datalist id={`${id}-from`}>
          {[...new Set(column.samples)].map((sample) => (
            <option key={sample} value={sample} />
          ))}
        </datalist>
        <datalist id={`${id}-to`}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.label} />
          ))}
        </datalist>
        {lines.map((line, index) => (
          <div key={index} className={styles['line']}>
            <TextInput
              aria-label={t('import.replaceFrom', { number: index + 1 })}
              aria-invalid={repeated.has(line.from.trim())}
              placeholder={t('import.replaceFromExample')}
              list={`${id}-from`}
              autoFocus={index === lines.length - 1}
              value={line.from}
              onChange={(event) => change(index, { from: event.target.value })}
            />
            <span aria-hidden>→</span>
            <TextInput
              aria-label={t('import.replaceTo', { number: index + 1 })}
              placeholder={t('import.replaceToExample')}
              list={`${id}-to`}
              value={line.to}
              onChange={(event) => change(index, { to: event.target.value })}
            />
            <IconButton
              size="small"
              icon={X}
              label={t('import.replaceRemove', { number: index + 1 })}
              onClick={() => setLines(lines.filter((_, place) => place !== index))}
            />
          </div>
        ))}
        {repeated.size > 0 && (
          <div className={styles['error']} role="alert">
            {t('import.replaceRepeated', { texts: [...repeated].join(', ') })}
          </div>
        )}
        <span>
          <Button size="small" icon={Plus} onClick={() => setLines([...lines, emptyLine])}>
            {t('import.replaceAdd')}
          </Button>
        </span>
      </form>
    </Dialog>
  );
};
