import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  isResultType,
  listRecords,
  tryFormula,
  useProblemText,
  type FieldDefinition,
  type FormulaOutcome,
  type TriedRecord,
} from '@/api';
import { FieldDisplay, isBlank } from '@/fields';
import { useT } from '@/i18n';
import { objectQuery } from '@/metadata';
import { classes, TextInput, useDebounced } from '@/ui';
import type { Range, Remark } from './CodeArea';
import type { FormulaSetting } from './formula';
import { outcomeText } from './outcomeText';
import { PartTree } from './PartTree';
import styles from './editor.module.css';

const SAMPLES = 5;
const none: TriedRecord[] = [];

/** What the formula comes to for records that exist, and each of its parts for one of them. */
export const TryOut = ({
  setting,
  value,
  ready,
  onPoint,
  onRemarks,
}: {
  setting: FormulaSetting;
  value: string;
  /** Whether the text is a formula. */
  ready: boolean;
  onPoint: (range: Range | undefined) => void;
  onRemarks: (remarks: readonly Remark[]) => void;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string>();
  const samples = useSamples(setting.object, useDebounced(search.trim(), 200));
  const ids = samples.data?.records.map(({ id }) => id) ?? [];
  const { object, returns, scale, blanks, rule } = setting;
  const tried = useQuery({
    queryKey: ['records', object, 'formula-try', value, returns, scale, blanks, rule, ids],
    queryFn: ({ signal }) =>
      tryFormula({ object, expression: value, returns, scale, blanks, rule, records: ids }, signal),
    enabled: ready && ids.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const records = tried.data?.records ?? none;
  const open = records.find(({ id }) => id === chosen) ?? records[0];
  const isFresh = ready && !tried.isPlaceholderData;
  const parts = isFresh ? open?.parts : undefined;
  useEffect(() => {
    onRemarks(
      (parts ?? []).map((part) => ({
        from: part.from,
        to: part.to,
        text: outcomeText(part, t),
        failed: part.error !== undefined,
      })),
    );
  }, [parts, onRemarks, t]);
  return (
    <section className={styles['tryOut']} aria-label={t('editor.tryOut')}>
      <TextInput
        type="search"
        aria-label={t('editor.searchRecords')}
        placeholder={t('editor.searchRecords')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {samples.isError && <p className={styles['soft']}>{problemText(samples.error)}</p>}
      {samples.data && ids.length === 0 && (
        <p className={styles['soft']}>
          {t(search === '' ? 'editor.noRecords' : 'common.nothingFound')}
        </p>
      )}
      {!ready && ids.length > 0 && <p className={styles['soft']}>{t('editor.notReady')}</p>}
      {tried.isError && <p className={styles['soft']}>{problemText(tried.error)}</p>}
      {isFresh && records.length > 0 && (
        <div className={styles['results']}>
          {records.map((record) => (
            <button
              key={record.id}
              type="button"
              className={classes(styles['result'], record === open && styles['open'])}
              aria-pressed={record === open}
              onClick={() => setChosen(record.id)}
            >
              <span className={styles['recordName']}>{record.name ?? record.id}</span>
              <Result outcome={record.result} setting={setting} />
            </button>
          ))}
        </div>
      )}
      {isFresh && open && open.parts.length > 0 && (
        <>
          <h4 className={styles['partsTitle']}>
            {t('editor.partsOf', { name: open.name ?? open.id })}
          </h4>
          <PartTree source={value} parts={open.parts} onPoint={onPoint} />
        </>
      )}
    </section>
  );
};

/** Those that were changed last, or that a search finds. */
function useSamples(object: string, q: string) {
  const described = useQuery(objectQuery(object));
  return useQuery({
    queryKey: ['records', object, 'formula-samples', q],
    queryFn: ({ signal }) =>
      listRecords(
        object,
        { q: q || undefined, sort: ['-updated_at'], fields: ['id'], limit: SAMPLES },
        signal,
      ),
    enabled: described.isSuccess,
    placeholderData: keepPreviousData,
  });
}

const Result = ({ outcome, setting }: { outcome: FormulaOutcome; setting: FormulaSetting }) => {
  const t = useT();
  if (outcome.error) {
    return (
      <span className={styles['failed']}>
        <CircleAlert size={13} aria-hidden /> {outcome.error.message}
      </span>
    );
  }
  if (isBlank(outcome.value)) return <span className={styles['soft']}>{t('editor.blank')}</span>;
  if (setting.rule) {
    const isRefused = outcome.value === true;
    return (
      <span className={styles[isRefused ? 'failed' : 'value']}>
        {t(isRefused ? 'editor.refused' : 'editor.passes')}
      </span>
    );
  }
  if (setting.returns === 'boolean' || !isResultType(setting.returns)) {
    return <span className={styles['value']}>{outcomeText(outcome, t)}</span>;
  }
  return (
    <span className={styles['value']}>
      <FieldDisplay field={resultField(setting)} value={outcome.value} />
    </span>
  );
};

/** The field that the formula would be, to show results as its values are shown. */
const resultField = ({ returns, scale }: FormulaSetting): FieldDefinition =>
  ({
    type: 'formula',
    returns,
    name: '',
    label: '',
    ...(scale !== undefined && { scale }),
  }) as FieldDefinition;
