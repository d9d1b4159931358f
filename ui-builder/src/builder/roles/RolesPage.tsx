import { useSuspenseQuery } from '@tanstack/react-query';
import { Network, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteRole, type Role } from '@/api';
import { useT } from '@/i18n';
import { roleTree, rolesQuery, type RoleNode } from '@/people';
import { Button, EmptyState, IconButton, Page } from '@/ui';
import styles from '../form.module.css';
import { RemoveDialog } from '../widgets/RemoveDialog';
import { RoleDialog } from './RoleDialog';
import tree from './RolesPage.module.css';

type Asked = { role: Role | undefined; parent?: Role | undefined };

/** Who stands above whom: whoever has a role reaches what those below it own. */
export const RolesPage = () => {
  const t = useT();
  const { data: roles } = useSuspenseQuery(rolesQuery);
  const [editing, setEditing] = useState<Asked>();
  const [deleting, setDeleting] = useState<Role>();
  return (
    <Page
      title={t('setup.roles')}
      note={roles.length}
      actions={
        <Button variant="primary" icon={Plus} onClick={() => setEditing({ role: undefined })}>
          {t('role.new')}
        </Button>
      }
    >
      <div className={styles['page']}>
        {roles.length === 0 ? (
          <EmptyState icon={Network} title={t('role.none')}>
            {t('role.noneText')}
          </EmptyState>
        ) : (
          <>
            <p className={tree['intro']}>{t('role.intro')}</p>
            <Branches
              nodes={roleTree(roles)}
              label={t('setup.roles')}
              onAdd={(parent) => setEditing({ role: undefined, parent })}
              onEdit={(role) => setEditing({ role })}
              onDelete={setDeleting}
            />
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
          remove={() => deleteRole(deleting.id)}
          onClose={() => setDeleting(undefined)}
        >
          {t('role.deleteText')}
        </RemoveDialog>
      )}
    </Page>
  );
};

const Branches = ({
  nodes,
  label,
  ...doing
}: {
  nodes: RoleNode[];
  label: string;
  onAdd: (parent: Role) => void;
  onEdit: (role: Role) => void;
  onDelete: (role: Role) => void;
}) => {
  const t = useT();
  return (
    <ul className={tree['branches']} aria-label={label}>
      {nodes.map(({ role, below }) => (
        <li key={role.id}>
          <div className={tree['role']}>
            <button
              type="button"
              className={styles['linkButton']}
              onClick={() => doing.onEdit(role)}
            >
              {role.name}
            </button>
            <span className={tree['users']}>{t('role.users', { count: role.users })}</span>
            <span className={tree['actions']}>
              <IconButton
                size="small"
                icon={Plus}
                label={t('role.addBelow', { name: role.name })}
                onClick={() => doing.onAdd(role)}
              />
              <IconButton
                size="small"
                icon={Pencil}
                label={t('builder.editNamed', { name: role.name })}
                onClick={() => doing.onEdit(role)}
              />
              <IconButton
                size="small"
                icon={Trash2}
                label={t('builder.deleteNamed', { name: role.name })}
                onClick={() => doing.onDelete(role)}
              />
            </span>
          </div>
          {below.length > 0 && (
            <Branches nodes={below} label={t('role.below', { name: role.name })} {...doing} />
          )}
        </li>
      ))}
    </ul>
  );
};
