import { LayoutPanelTop, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useI18n } from '@/i18n';
import { Badge, Button, EmptyState, IconButton, Table } from '@/ui';
import { DeleteDialog } from '../change/DeleteDialog';
import styles from '../form.module.css';
import { useComponentsOf, useFieldsOf } from '../model/components';
import { localName, type LayoutDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { useObjectDocument } from '../objects/ObjectPage';
import { NewComponentDialog } from '../widgets/NewComponentDialog';
import { documentOf, emptySection, itemOf } from './layoutDraft';

export const LayoutsTab = () => {
  const { t, language } = useI18n();
  const navigate = useNavigate();
  const object = useObjectDocument();
  const layouts = useComponentsOf('layout', object.name);
  const fields = useFieldsOf(object.name);
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<LayoutDocument>();

  const fieldNames = fields.map((field) => localName(field.name));
  const all = fieldNames.includes('name') ? fieldNames : ['name', ...fieldNames];
  const labelOf = (layout: LayoutDocument) =>
    textIn(layout.label, language) || localName(layout.name);
  return (
    <div className={styles['page']}>
      <div className={styles['toolbar']}>
        <p className={styles['soft']}>{t('layout.intro')}</p>
        <span className={styles['spread']} />
        <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
          {t('layout.new')}
        </Button>
      </div>
      {layouts.length === 0 ? (
        <EmptyState icon={LayoutPanelTop} title={t('layout.none')}>
          {t('layout.noneText')}
        </EmptyState>
      ) : (
        <Table
          label={t('object.layouts')}
          columns={[
            { key: 'label', label: t('builder.label') },
            { key: 'name', label: t('builder.apiName'), optional: true },
            { key: 'default', label: t('builder.default') },
            { key: 'actions', label: t('common.delete'), hideLabel: true },
          ]}
          rows={layouts.map((layout) => ({
            key: layout.name,
            cells: [
              <Link key="label" to={localName(layout.name)} className={styles['name']}>
                {labelOf(layout)}
              </Link>,
              <span key="name" className={styles['code']}>
                {localName(layout.name)}
              </span>,
              layout.default === true && <Badge key="default" label={t('builder.default')} />,
              <IconButton
                key="delete"
                size="small"
                icon={Trash2}
                label={t('builder.deleteNamed', { name: labelOf(layout) })}
                onClick={() => setDeleting(layout)}
              />,
            ],
          }))}
        />
      )}
      {creating && (
        <NewComponentDialog
          title={t('layout.new')}
          taken={layouts.map((layout) => localName(layout.name))}
          create={(name, label) =>
            documentOf(`${object.name}.${name}`, {
              label,
              isDefault: layouts.length === 0,
              highlights: [],
              sections: [{ ...emptySection(), items: all.map(itemOf) }],
              related: undefined,
            })
          }
          onClose={() => setCreating(false)}
          onCreated={(name) =>
            void navigate(`/setup/objects/${object.name}/layouts/${localName(name)}`)
          }
        />
      )}
      {deleting && (
        <DeleteDialog
          component={{ kind: 'layout', name: deleting.name }}
          label={labelOf(deleting)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </div>
  );
};
