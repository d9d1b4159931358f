import { Replace } from 'lucide-react';
import { useState } from 'react';
import { pointerParts, Problem } from '@/api';
import { useT } from '@/i18n';
import { Button, Select, Table } from '@/ui';
import styles from '../transfer.module.css';
import { ReplaceDialog } from './ReplaceDialog';
import { replaced } from './replacements';
import type { ImportDraft } from './useImportDraft';

/** For each column of the file, what is in it and where it goes. */
export const MappingTable = ({
  draft,
  conflicts,
  problem,
}: {
  draft: ImportDraft;
  conflicts: ReadonlySet<string>;
  problem: unknown;
}) => {
  const t = useT();
  const columns = draft.preview.data?.columns ?? [];
  const refused = refusedColumns(problem);
  const [opened, setOpened] = useState<string>();
  const replacedColumn = columns.find((column) => column.name === opened);
  return (
    <>
      <Table
        label={t('import.stepMapping')}
        columns={[
          { key: 'column', label: t('import.column') },
          { key: 'target', label: t('import.target') },
        ]}
        rows={columns.map((column) => {
          const path = draft.mapping[column.name] ?? '';
          const known = draft.groups.some((group) =>
            group.targets.some((target) => target.path === path),
          );
          const lines = draft.replacements[column.name] ?? [];
          const action =
            lines.length > 0
              ? t('import.replaceCount', { count: lines.length })
              : t('import.replace');
          const errors = [
            ...(conflicts.has(column.name) ? [t('import.conflict')] : []),
            ...(refused[column.name] ?? []),
          ];
          return {
            key: column.name,
            cells: [
              <div key="column">
                <span className={styles['columnName']}>{column.name}</span>
                <span className={styles['samples']} title={column.samples.join('\n')}>
                  {column.samples.map((sample) => replaced(sample, lines)).join(' · ')}
                </span>
              </div>,
              <div key="target" className={styles['target']}>
                <Select
                  aria-label={t('import.targetOf', { column: column.name })}
                  aria-invalid={errors.length > 0}
                  value={path}
                  onChange={(event) => draft.map(column.name, event.target.value)}
                >
                  <option value="">{t('import.ignore')}</option>
                  {path !== '' && !known && <option value={path}>{path}</option>}
                  {draft.groups.map((group) => (
                    <optgroup key={group.label} label={group.label}>
                      {group.targets.map((target) => (
                        <option key={target.path} value={target.path}>
                          {target.label}
                        </option>
                      ))}
                    </optgroup>
                  ))}
                </Select>
                {path !== '' && (
                  <Button
                    size="small"
                    variant="ghost"
                    icon={Replace}
                    aria-label={t('import.replaceIn', { action, column: column.name })}
                    onClick={() => setOpened(column.name)}
                  >
                    {action}
                  </Button>
                )}
                {errors.map((error) => (
                  <div key={error} className={styles['errors']} role="alert">
                    {error}
                  </div>
                ))}
              </div>,
            ],
          };
        })}
      />
      {replacedColumn && (
        <ReplaceDialog
          column={replacedColumn}
          field={draft.fieldOf(replacedColumn.name)}
          lines={draft.replacements[replacedColumn.name] ?? []}
          onClose={() => setOpened(undefined)}
          onApply={(lines) => {
            draft.replace(replacedColumn.name, lines);
            setOpened(undefined);
          }}
        />
      )}
    </>
  );
};

/** `/options/mapping/deal_stage` or `/options/replace/deal_stage/x` → the messages by column. */
function refusedColumns(problem: unknown): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  if (!(problem instanceof Problem)) return result;
  for (const violation of problem.violations) {
    const parts = pointerParts(violation.pointer);
    const place = parts.findIndex((part) => part === 'mapping' || part === 'replace');
    const column = parts[place + 1];
    if (place >= 0 && column !== undefined) {
      (result[column] ??= []).push(violation.message);
    }
  }
  return result;
}
