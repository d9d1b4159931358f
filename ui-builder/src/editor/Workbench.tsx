import { FlaskConical, ListPlus } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Violation } from '@/api';
import { useI18n } from '@/i18n';
import { objectQuery } from '@/metadata';
import { Button, classes } from '@/ui';
import { CallHint } from './CallHint';
import CodeArea, { type CodeAreaHandle, type Range, type Remark } from './CodeArea';
import type { Begun, FormulaEditorProps } from './FormulaEditor';
import { InsertMenu } from './InsertMenu';
import { labelsQuery } from './labels';
import type { Surroundings } from './suggestions';
import { TryOut } from './TryOut';
import { useFormulaCheck, type FormulaCheck } from './useFormulaCheck';
import { Verdict } from './Verdict';
import { wordAt } from './words';
import styles from './editor.module.css';

const noRemarks: readonly Remark[] = [];
const unfinished: FormulaCheck = { findings: undefined, isCurrent: false, violations: [] };

/** The editor with what belongs to it: what may be inserted, what is wrong, what it comes to. */
export default function Workbench({
  label,
  hint,
  value,
  onChange,
  placeholder,
  begun,
  errors = [],
  setting,
  tryOut = true,
}: FormulaEditorProps & { begun: Begun | undefined }) {
  const { t } = useI18n();
  const surroundings = useSurroundings(setting.object, setting.rule ?? false);
  const area = useRef<CodeAreaHandle>(null);
  const [cursor, setCursor] = useState<number>();
  const [insertButton, setInsertButton] = useState<HTMLButtonElement | null>(null);
  const [inserting, setInserting] = useState(false);
  const [trying, setTrying] = useState(false);
  const [shown, setShown] = useState<Range>();
  const [remarks, setRemarks] = useState(noRemarks);
  const [offering, setOffering] = useState(false);
  const found = useFormulaCheck(setting, value);
  // A word that is still being chosen from a list is not wrong yet.
  const check = offering && found.violations.length > 0 ? unfinished : found;
  const { violations } = check;
  // Of the text that was checked; the editor moves the marks along with what is typed meanwhile.
  const problems = useMemo(
    () =>
      violations.map((violation) => ({ ...placeOf(violation, value), message: violation.message })),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [violations],
  );
  const change = (text: string) => {
    setShown(undefined);
    setRemarks(noRemarks);
    onChange(text);
  };
  return (
    <div className={classes(styles['workbench'], trying && styles['held'])}>
      <CodeArea
        ref={area}
        value={value}
        onChange={change}
        label={label}
        description={[hint, ...errors].filter(Boolean).join(' ')}
        placeholder={placeholder}
        invalid={violations.length > 0 || errors.length > 0}
        begun={begun}
        surroundings={surroundings}
        problems={problems}
        shown={shown}
        remarks={remarks}
        onCursor={setCursor}
        onOffering={setOffering}
      />
      <div className={styles['foot']}>
        <CallHint source={value} cursor={cursor} />
        <span className={styles['tools']}>
          <Button
            ref={setInsertButton}
            size="small"
            variant="ghost"
            icon={ListPlus}
            aria-expanded={inserting}
            onClick={() => setInserting(!inserting)}
          >
            {t('editor.insert')}
          </Button>
          {tryOut && (
            <Button
              size="small"
              variant="ghost"
              icon={FlaskConical}
              aria-expanded={trying}
              onClick={() => setTrying(!trying)}
            >
              {t('editor.tryOut')}
            </Button>
          )}
        </span>
      </div>
      <Verdict value={value} check={check} lists={setting.lists ?? false} />
      {inserting && (
        <InsertMenu
          anchor={insertButton}
          surroundings={surroundings}
          onInsert={(suggestion) => area.current?.insert(suggestion)}
          onClose={() => setInserting(false)}
        />
      )}
      {trying && (
        <TryOut
          setting={setting}
          value={value}
          ready={check.isCurrent && check.findings?.ok === true}
          onPoint={setShown}
          onRemarks={setRemarks}
        />
      )}
    </div>
  );
}

function useSurroundings(object: string, rule: boolean): Surroundings {
  const { t, language } = useI18n();
  const client = useQueryClient();
  const load = useCallback((name: string) => client.ensureQueryData(objectQuery(name)), [client]);
  const labels = useCallback(
    () => client.ensureQueryData(labelsQuery(language)).catch(() => ({})),
    [client, language],
  );
  return useMemo(
    () => ({ object, rule, load, labels, language, t }),
    [object, rule, load, labels, language, t],
  );
}

function placeOf({ params }: Violation, source: string): Range {
  const position = params?.['position'];
  return typeof position === 'number' ? wordAt(source, position) : { from: 0, to: source.length };
}
