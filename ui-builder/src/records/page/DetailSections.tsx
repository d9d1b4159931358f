import { Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import { valueType, type ObjectDescription, type RecordData, type Saved } from '@/api';
import { FieldDisplay, fieldModule, isBlank } from '@/fields';
import { useT } from '@/i18n';
import { classes, IconButton, Loading } from '@/ui';
import { FieldEditor } from '../FieldEditor';
import { pagePlan, visibleSections } from '../formulas/plan';
import { useWorked } from '../formulas/useWorked';
import {
  fieldForType,
  placedLayout,
  recordTypeOf,
  SYSTEM_LABEL,
  type PlacedField,
  type PlacedSection,
} from '../layout';
import styles from './RecordPage.module.css';

/** The layout's sections; each field can be edited where it stands. */
export const DetailSections = ({
  object,
  record,
  onSaved,
}: {
  object: ObjectDescription;
  record: RecordData;
  onSaved: (saved: Saved) => void;
}) => {
  const t = useT();
  const recordType = record['record_type'];
  const layout = useMemo(() => placedLayout(object, recordType), [object, recordType]);
  const plan = useMemo(() => pagePlan(layout), [layout]);
  const worked = useWorked(plan, object, record, record);
  if (!worked) return <Loading />;
  const lines = (section: PlacedSection) => (
    <dl
      className={classes(
        styles['grid'],
        section.columns > 1 && styles[`columns${Math.min(section.columns, 3)}`],
      )}
    >
      {section.fields.map((item) => (
        <FieldLine key={item.field} object={object} record={record} item={item} onSaved={onSaved} />
      ))}
    </dl>
  );
  return (
    <div className={styles['sections']}>
      {visibleSections(layout, worked.hidden).map((section) => {
        const label = section.label === SYSTEM_LABEL ? t('record.system') : section.label;
        return section.collapsed ? (
          <details key={section.position} className={styles['section']}>
            <summary>{label ?? t('record.details')}</summary>
            {lines(section)}
          </details>
        ) : (
          <section key={section.position} className={styles['section']}>
            {label && <h2 className={styles['sectionTitle']}>{label}</h2>}
            {lines(section)}
          </section>
        );
      })}
    </div>
  );
};

const FieldLine = ({
  object,
  record,
  item,
  onSaved,
}: {
  object: ObjectDescription;
  record: RecordData;
  item: PlacedField;
  onSaved: (saved: Saved) => void;
}) => {
  const t = useT();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [editing, setEditing] = useState(false);
  const field = fieldForType(item.definition, recordTypeOf(object, record['record_type']));
  const value = record[field.name];
  const editable = object.actions.edit && field.editable && !item.read_only;
  const wide = item.wide || fieldModule(field).wide;
  return (
    <div className={classes(styles['line'], wide && styles['wide'])}>
      <dt title={field.help ?? undefined}>{field.label}</dt>
      <dd
        ref={setAnchor}
        className={classes(styles['value'], editable && styles['editable'])}
        onDoubleClick={() => editable && setEditing(true)}
      >
        {isBlank(value) && valueType(field) !== 'boolean' ? (
          <span className={styles['empty']}>{t('record.emptyValue')}</span>
        ) : (
          <FieldDisplay field={field} value={value} />
        )}
        {editable && (
          <span className={styles['pencil']}>
            <IconButton
              size="small"
              icon={Pencil}
              label={t('list.editCell', { field: field.label })}
              onClick={() => setEditing(true)}
            />
          </span>
        )}
        {editing && (
          <FieldEditor
            object={object}
            record={record}
            field={field}
            anchor={anchor}
            onSaved={onSaved}
            onClose={() => setEditing(false)}
          />
        )}
      </dd>
    </div>
  );
};
