import { useSuspenseQuery } from '@tanstack/react-query';
import { Network, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteRole, type Role } from '@/api';
import { useT } from '@/i18n';
import { Button, EmptyState, IconButton, Page } from '@/ui';
import form from '../form.module.css';
import styles from './people.module.css';
import { rolesQuery } from './queries';
import { RemoveDialog } from './RemoveDialog';
import { RoleDialog } from './RoleDialog';
import { roleTree, type RoleNode } from './roleTree';

type Editing = { role?: Role; parent?: string };

/** The tree of roles: who reaches what others own. */
export const RolesPage = () => {
  const t = useT();
  const { data: roles } = useSuspenseQuery(rolesQuery);
  const [editing, setEditing] = useState<Editing>();
  const [deleting, setDeleting] = useState<Role>();
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setEditing({})}>
      {t('role.new')}
    </Button>
  );
  return (
    <Page title={t('setup.roles')} note={roles.length} actions={roles.length > 0 ? add : undefined}>
      <div className={form['page']}>
        {roles.length === 0 ? (
          <EmptyState icon={Network} title={t('role.none')} actions={add}>
            {t('role.noneText')}
          </EmptyState>
        ) : (
          <>
            <div className={form['toolbar']}>
              <p className={form['soft']}>{t('role.intro')}</p>
            </div>
            <div className={styles['tree']} role="region" aria-label={t('setup.roles')}>
              <Branch nodes={roleTree(roles)} onEdit={setEditing} onDelete={setDeleting} />
            </div>
          </>
        )}
      </div>
      {editing && (
        <RoleDialog
          role={editing.role}
          parent={editing.parent}
          roles={roles}
          onClose={() => setEditing(undefined)}
        />
      )}
      {deleting && (
        <RemoveDialog
          name={deleting.name}
          text={t('role.deleteText')}
          queryKey={['roles']}
          remove={() => deleteRole(deleting.id)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Page>
  );
};

const Branch = ({
  nodes,
  onEdit,
  onDelete,
}: {
  nodes: RoleNode[];
  onEdit: (editing: Editing) => void;
  onDelete: (role: Role) => void;
}) => {
  const t = useT();
  return (
    <ul className={styles['branch']}>
      {nodes.map(({ role, below }) => (
        <li key={role.id}>
          <div className={styles['role']}>
            <button type="button" className={form['linkButton']} onClick={() => onEdit({ role })}>
              {role.name}
            </button>
            <span className={styles['count']}>{t('role.users', { count: role.users })}</span>
            <span className={form['actions']}>
              <IconButton
                size="small"
                icon={Plus}
                label={t('role.addBelow', { name: role.name })}
                onClick={() => onEdit({ parent: role.id })}
              />
              <IconButton
                size="small"
                icon={Trash2}
                label={t('builder.deleteNamed', { name: role.name })}
                onClick={() => onDelete(role)}
              />
            </span>
          </div>
          {below.length > 0 && <Branch nodes={below} onEdit={onEdit} onDelete={onDelete} />}
        </li>
      ))}
    </ul>
  );
};
