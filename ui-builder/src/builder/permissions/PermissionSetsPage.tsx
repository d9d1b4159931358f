import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useI18n } from '@/i18n';
import { Button, IconButton, Page, Table } from '@/ui';
import { DeleteDialog } from '../change/DeleteDialog';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import type { PermissionSetDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { NewComponentDialog } from '../widgets/NewComponentDialog';

export const PermissionSetsPage = () => {
  const { t, language } = useI18n();
  const navigate = useNavigate();
  const sets = useComponents('permission_set');
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<PermissionSetDocument>();
  return (
    <Page
      title={t('setup.permissionSets')}
      note={sets.length}
      actions={
        <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
          {t('permission.new')}
        </Button>
      }
    >
      <div className={styles['page']}>
        <div className={styles['toolbar']}>
          <p className={styles['soft']}>{t('permission.intro')}</p>
        </div>
        <Table
          label={t('setup.permissionSets')}
          columns={[
            { key: 'label', label: t('builder.label') },
            { key: 'name', label: t('builder.apiName'), optional: true },
            { key: 'description', label: t('builder.description'), optional: true },
            { key: 'actions', label: t('common.delete'), hideLabel: true },
          ]}
          rows={sets.map((set) => ({
            key: set.name,
            cells: [
              <Link key="label" to={set.name} className={styles['name']}>
                {textIn(set.label, language)}
              </Link>,
              <span key="name" className={styles['code']}>
                {set.name}
              </span>,
              textIn(set.description, language),
              <IconButton
                key="delete"
                size="small"
                icon={Trash2}
                label={t('builder.deleteNamed', { name: textIn(set.label, language) })}
                onClick={() => setDeleting(set)}
              />,
            ],
          }))}
        />
      </div>
      {creating && (
        <NewComponentDialog
          title={t('permission.new')}
          taken={sets.map((set) => set.name)}
          create={(name, label) => ({ kind: 'permission_set', name, label })}
          onClose={() => setCreating(false)}
          onCreated={(name) => void navigate(`/setup/permission-sets/${name}`)}
        />
      )}
      {deleting && (
        <DeleteDialog
          component={{ kind: 'permission_set', name: deleting.name }}
          label={textIn(deleting.label, language)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Page>
  );
};
