import { useState } from 'react';
import { FormulaEditor } from '@/editor';
import { useT } from '@/i18n';
import { Button, Dialog } from '@/ui';

/** When a section or field is shown; what is wrong with the formula is said while it is written. */
export const VisibleWhenDialog = ({
  object,
  formula,
  onChange,
  onClose,
}: {
  object: string;
  formula: string;
  onChange: (formula: string) => void;
  onClose: () => void;
}) => {
  const t = useT();
  const [text, setText] = useState(formula);
  return (
    <Dialog
      title={t('layout.visibleWhenShown')}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            onClick={() => {
              onChange(text.trim());
              onClose();
            }}
          >
            {t('common.apply')}
          </Button>
        </>
      }
    >
      <FormulaEditor
        label={t('layout.condition')}
        hint={t('layout.conditionHint')}
        autoFocus
        placeholder='ISPICKVAL(stage, "Lost")'
        value={text}
        onChange={setText}
        setting={{ object, returns: 'boolean', blanks: 'null' }}
      />
    </Dialog>
  );
};
