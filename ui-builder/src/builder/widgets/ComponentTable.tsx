import { Pencil, Plus, Trash2, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useI18n } from '@/i18n';
import { Button, EmptyState, IconButton, Table, type TableColumn } from '@/ui';
import { DeleteDialog } from '../change/DeleteDialog';
import styles from '../form.module.css';
import { localName, type Localized } from '../model/documents';
import { textIn } from '../model/localized';
import type { Component } from '@/api';
import { useAskedFor } from './useAskedFor';

type Labelled = Component & { label?: Localized | undefined };

/** Components of one kind: a table with edit and delete, and the dialog that edits them. */
export const ComponentTable = <T extends Labelled>({
  title,
  icon,
  components,
  columns = [],
  newLabel,
  emptyTitle,
  emptyText,
  actions,
  dialog,
}: {
  title: string;
  icon: LucideIcon;
  components: readonly T[];
  /** Beside label and name. */
  columns?: (TableColumn & { cell: (component: T) => ReactNode })[];
  newLabel: string;
  emptyTitle: string;
  emptyText: ReactNode;
  /** Beside edit and delete. */
  actions?: (component: T, label: string) => ReactNode;
  dialog: (component: T | undefined, close: () => void) => ReactNode;
}) => {
  const { t, language } = useI18n();
  const [editing, setEditing] = useState<{ component: T | undefined }>();
  const [deleting, setDeleting] = useState<T>();
  const [asked, answered] = useAskedFor(components);
  const edited = editing ?? (asked && { component: asked });
  const close = () => {
    setEditing(undefined);
    answered();
  };
  const labelOf = (component: T) => textIn(component.label, language) || localName(component.name);
  return (
    <div className={styles['page']}>
      <div className={styles['toolbar']}>
        <span className={styles['spread']} />
        <Button variant="primary" icon={Plus} onClick={() => setEditing({ component: undefined })}>
          {newLabel}
        </Button>
      </div>
      {components.length === 0 ? (
        <EmptyState icon={icon} title={emptyTitle}>
          {emptyText}
        </EmptyState>
      ) : (
        <Table
          label={title}
          columns={[
            { key: 'label', label: t('builder.label') },
            { key: 'name', label: t('builder.apiName'), optional: true },
            ...columns,
            { key: 'actions', label: t('common.more'), hideLabel: true },
          ]}
          rows={components.map((component) => ({
            key: component.name,
            cells: [
              <button
                key="label"
                type="button"
                className={styles['linkButton']}
                onClick={() => setEditing({ component })}
              >
                {labelOf(component)}
              </button>,
              <span key="name" className={styles['code']}>
                {localName(component.name)}
              </span>,
              ...columns.map((column) => column.cell(component)),
              <span key="actions" className={styles['actions']}>
                {actions?.(component, labelOf(component))}
                <IconButton
                  size="small"
                  icon={Pencil}
                  label={t('builder.editNamed', { name: labelOf(component) })}
                  onClick={() => setEditing({ component })}
                />
                <IconButton
                  size="small"
                  icon={Trash2}
                  label={t('builder.deleteNamed', { name: labelOf(component) })}
                  onClick={() => setDeleting(component)}
                />
              </span>,
            ],
          }))}
        />
      )}
      {edited && dialog(edited.component, close)}
      {deleting && (
        <DeleteDialog
          component={{ kind: deleting.kind, name: deleting.name }}
          label={labelOf(deleting)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </div>
  );
};
