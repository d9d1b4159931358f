import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  previewImport,
  type ImportOperation,
  type ImportOptions,
  type ImportPreview,
  type ObjectDescription,
} from '@/api';
import { useT } from '@/i18n';
import { objectQuery } from '@/metadata';
import { replaceOption, type Replacement, type Replacements } from './replacements';
import { keysOf, targetGroups } from './targets';

export type Settings = Pick<
  ImportOptions,
  'encoding' | 'sheet' | 'date_format' | 'decimal_separator' | 'blanks' | 'on_error'
> & { operation: ImportOperation; key: string };

const initial: Settings = { operation: 'insert', key: '', on_error: 'skip', blanks: 'keep' };

/** All that an import needs before it starts: the object, the file, where its columns go. */
export function useImportDraft(firstObject: string) {
  const t = useT();
  const [object, setObject] = useState(firstObject);
  const [file, setFile] = useState<File>();
  const [settings, setSettings] = useState(initial);
  /** What the person chose; columns that are not here follow the suggestion. */
  const [chosen, setChosen] = useState<Record<string, string>>({});

  const [replacements, setReplacements] = useState<Replacements>({});

  const description = useQuery({ ...objectQuery(object), enabled: object !== '' });
  const preview = useQuery({
    queryKey: [
      'import-preview',
      object,
      settings.encoding,
      settings.sheet,
      file?.name,
      file?.size,
      file?.lastModified,
    ],
    queryFn: ({ signal }) =>
      previewImport(
        file as File,
        {
          object,
          ...(settings.encoding && { encoding: settings.encoding }),
          ...(settings.sheet && { sheet: settings.sheet }),
        },
        signal,
      ),
    enabled: object !== '' && file !== undefined,
    staleTime: Infinity,
    retry: false,
  });

  const referredNames = referencedBy(description.data);
  const referred = useQueries({
    queries: referredNames.map((name) => objectQuery(name)),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data ? [[data.name, data] as const] : []))),
  });
  const groups = description.data
    ? targetGroups(description.data, referred, {
        byId: t('import.byId'),
        by: (reference) => t('import.byReference', { reference }),
      })
    : [];
  const mapping = preview.data ? mappingOf(preview.data, chosen) : {};
  const keys = description.data ? keysOf(description.data) : [];
  const mappedKeys = keys.filter((key) => Object.values(mapping).includes(key.name));
  const key = mappedKeys.some((candidate) => candidate.name === settings.key)
    ? settings.key
    : (mappedKeys[0]?.name ?? '');

  const replace = replaceOption(replacements, mapping);

  const options: ImportOptions = {
    object,
    operation: settings.operation,
    mapping: Object.fromEntries(Object.entries(mapping).filter(([, path]) => path !== '')),
    ...(settings.operation !== 'insert' && key !== '' && { key }),
    ...(settings.encoding && { encoding: settings.encoding }),
    ...(settings.sheet && { sheet: settings.sheet }),
    ...(settings.date_format && { date_format: settings.date_format }),
    ...(settings.decimal_separator && { decimal_separator: settings.decimal_separator }),
    ...(settings.operation !== 'insert' && settings.blanks && { blanks: settings.blanks }),
    ...(settings.on_error && { on_error: settings.on_error }),
    ...(Object.keys(replace).length > 0 && { replace }),
  };
  return {
    object,
    setObject: (name: string) => {
      setObject(name);
      setChosen({});
    },
    file,
    setFile: (next: File | undefined) => {
      setFile(next);
      setSettings({ ...settings, sheet: '' });
      setChosen({});
      setReplacements({});
    },
    settings: { ...settings, key },
    set: (change: Partial<Settings>) => setSettings({ ...settings, ...change }),
    preview,
    groups,
    mapping,
    map: (column: string, path: string) => setChosen({ ...chosen, [column]: path }),
    /** The field a column goes to, when that is one of the object's own. */
    fieldOf: (column: string) =>
      description.data?.fields.find((field) => field.name === mapping[column]),
    replacements,
    replace: (column: string, lines: Replacement[]) =>
      setReplacements({ ...replacements, [column]: lines }),
    mappedKeys,
    keys,
    options,
  };
}

export type ImportDraft = ReturnType<typeof useImportDraft>;

const referencedBy = (object: ObjectDescription | undefined): string[] => [
  ...new Set(
    object?.fields.flatMap((field) =>
      field.type === 'reference' && field.editable ? field.to : [],
    ) ?? [],
  ),
];

const mappingOf = (
  preview: ImportPreview,
  chosen: Record<string, string>,
): Record<string, string> =>
  Object.fromEntries(
    preview.columns.map((column) => [
      column.name,
      chosen[column.name] ?? column.suggestion?.field ?? '',
    ]),
  );
