import { MoreHorizontal, Pencil, Plus, Trash2, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useI18n, type MessageKey } from '@/i18n';
import { Badge, Button, IconButton, Menu, Table, TextInput } from '@/ui';
import { DeleteDialog } from '../change/DeleteDialog';
import styles from '../form.module.css';
import { useFieldsOf } from '../model/components';
import { localName, type FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { textIn } from '../model/localized';
import { useObjectDocument } from '../objects/ObjectPage';
import { FieldDialog } from './FieldDialog';
import { fieldTypeLabel } from './fieldTypeTexts';
import { DependencyDialog } from '../dependencies/DependencyDialog';
import { useAskedFor } from '../widgets/useAskedFor';

type Opened = { what: 'edit' | 'delete' | 'usages'; field: FieldDocument };

const marks: { key: keyof FieldDocument; label: MessageKey }[] = [
  { key: 'required', label: 'fieldDef.required' },
  { key: 'unique', label: 'fieldDef.unique' },
  { key: 'external_id', label: 'fieldDef.externalId' },
  { key: 'indexed', label: 'fieldDef.indexed' },
];

export const FieldsTab = () => {
  const { t, language } = useI18n();
  const object = useObjectDocument();
  const written = useFieldsOf(object.name);
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState<Opened>();

  const fields = withNameField(written, object.name);
  const wanted = search.trim().toLowerCase();
  const shown = fields.filter(
    (field) =>
      textIn(field.label, language).toLowerCase().includes(wanted) ||
      localName(field.name).includes(wanted),
  );
  const isBuiltIn = (field: FieldDocument) => localName(field.name) === 'name';
  const [asked, answered] = useAskedFor(fields);
  const edited = opened?.what === 'edit' ? opened.field : opened === undefined ? asked : undefined;
  const close = () => {
    setOpened(undefined);
    answered();
  };
  return (
    <div className={styles['page']}>
      <div className={styles['toolbar']}>
        <div className={styles['search']}>
          <TextInput
            type="search"
            aria-label={t('common.search')}
            placeholder={t('common.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <span className={styles['spread']} />
        <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
          {t('fieldDef.new')}
        </Button>
      </div>
      <Table
        label={t('object.fields')}
        columns={[
          { key: 'label', label: t('builder.label') },
          { key: 'name', label: t('builder.apiName'), optional: true },
          { key: 'type', label: t('fieldDef.type') },
          { key: 'marks', label: t('fieldDef.rules'), optional: true },
          { key: 'actions', label: t('common.more'), hideLabel: true },
        ]}
        rows={shown.map((field) => {
          const label = textIn(field.label, language);
          return {
            key: field.name,
            cells: [
              <button
                key="label"
                type="button"
                className={styles['linkButton']}
                onClick={() => setOpened({ what: 'edit', field })}
              >
                {label}
              </button>,
              <span key="name" className={styles['code']}>
                {localName(field.name)}
              </span>,
              <TypeCell key="type" field={field} />,
              <span key="marks" className={styles['wrap']}>
                {marks
                  .filter((mark) => field[mark.key] === true)
                  .map((mark) => (
                    <Badge key={mark.key} label={t(mark.label)} />
                  ))}
              </span>,
              <Menu
                key="actions"
                label={label}
                items={[
                  {
                    label: t('common.edit'),
                    icon: Pencil,
                    onSelect: () => setOpened({ what: 'edit', field }),
                  },
                  {
                    label: t('fieldDef.usages'),
                    icon: Waypoints,
                    onSelect: () => setOpened({ what: 'usages', field }),
                  },
                  ...(isBuiltIn(field)
                    ? []
                    : [
                        {
                          label: t('common.delete'),
                          icon: Trash2,
                          danger: true,
                          onSelect: () => setOpened({ what: 'delete', field }),
                        },
                      ]),
                ]}
                trigger={(props) => (
                  <IconButton
                    {...props}
                    size="small"
                    icon={MoreHorizontal}
                    label={t('builder.actionsOf', { name: label })}
                  />
                )}
              />,
            ],
          };
        })}
      />
      {creating && (
        <FieldDialog object={object.name} fields={fields} onClose={() => setCreating(false)} />
      )}
      {edited && (
        <FieldDialog
          key={edited.name}
          object={object.name}
          fields={fields}
          field={edited}
          onClose={close}
        />
      )}
      {opened?.what === 'usages' && (
        <DependencyDialog
          component={opened.field}
          label={textIn(opened.field.label, language)}
          onClose={() => setOpened(undefined)}
        />
      )}
      {opened?.what === 'delete' && (
        <DeleteDialog
          component={{ kind: 'field', name: opened.field.name }}
          label={textIn(opened.field.label, language)}
          onClose={close}
        >
          {t('fieldDef.deleteText')}
        </DeleteDialog>
      )}
    </div>
  );
};

const TypeCell = ({ field }: { field: FieldDocument }) => {
  const { t } = useI18n();
  const { icon: Icon } = fieldTypes[field.type];
  const to = field.to === undefined ? [] : [field.to].flat();
  return (
    <span className={styles['wrap']}>
      <Icon size={14} aria-hidden />
      {t(fieldTypeLabel(field.type))}
      {field.returns && <span className={styles['soft']}>{t(fieldTypeLabel(field.returns))}</span>}
      {field.from && <span className={styles['code']}>← {field.from}</span>}
      {to.length > 0 && <span className={styles['code']}>→ {to.join(', ')}</span>}
      {field.value_set && <span className={styles['code']}>{field.value_set}</span>}
    </span>
  );
};

/** Every record has a name; only when it is customised is there a document for it. */
function withNameField(fields: FieldDocument[], object: string): FieldDocument[] {
  const name = fields.find((field) => localName(field.name) === 'name');
  return [
    name ?? {
      kind: 'field',
      name: `${object}.name`,
      label: { en: 'Name', 'zh-CN': '名称' },
      type: 'text',
    },
    ...fields.filter((field) => field !== name),
  ];
}
