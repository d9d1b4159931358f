import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { loadUsers, type Invitation, type User } from '@/api';
import { useI18n } from '@/i18n';
import { Badge, Button, Page, Table, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import { textIn } from '../model/localized';
import { InvitationDialog } from './InvitationDialog';
import { UserDialog } from './UserDialog';

/** Who may sign in, and with which permission sets. */
export const UsersPage = () => {
  const { t, language } = useI18n();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: ['users'],
    queryFn: ({ pageParam }) => loadUsers(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const sets = useComponents('permission_set');
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<{ user: User | undefined }>();
  const [invited, setInvited] = useState<{ user: User; invitation: Invitation }>();
  const toast = useToast();
  const users = data.pages.flatMap((page) => page.users);
  const wanted = search.trim().toLowerCase();
  const shown = users.filter((user) =>
    `${user.name} ${user.username} ${user.email}`.toLowerCase().includes(wanted),
  );
  const setLabel = (name: string) =>
    textIn(sets.find((set) => set.name === name)?.label, language) || name;
  return (
    <Page
      title={t('setup.users')}
      note={users.length}
      actions={
        <Button variant="primary" icon={UserPlus} onClick={() => setEditing({ user: undefined })}>
          {t('user.new')}
        </Button>
      }
    >
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
        </div>
        <Table
          label={t('setup.users')}
          columns={[
            { key: 'name', label: t('common.name') },
            { key: 'username', label: t('user.username'), optional: true },
            { key: 'role', label: t('user.role'), optional: true },
            { key: 'sets', label: t('setup.permissionSets') },
            { key: 'state', label: t('user.state') },
          ]}
          rows={shown.map((user) => ({
            key: user.id,
            cells: [
              <button
                key="name"
                type="button"
                className={styles['linkButton']}
                onClick={() => setEditing({ user })}
              >
                {user.name}
              </button>,
              user.username,
              user.role ?? '',
              <span key="sets" className={styles['wrap']}>
                {user.permission_sets.map((name) => (
                  <Badge key={name} label={setLabel(name)} />
                ))}
              </span>,
              t(user.active ? 'builder.active' : 'builder.inactive'),
            ],
          }))}
        />
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
      {editing && (
        <UserDialog
          user={editing.user}
          sets={sets.map((set) => ({ name: set.name, label: textIn(set.label, language) }))}
          onClose={() => setEditing(undefined)}
          onInvited={(user, invitation) => {
            if (invitation.sent) toast({ text: t('access.invited', { email: user.email }) });
            else setInvited({ user, invitation });
          }}
        />
      )}
      {invited && <InvitationDialog {...invited} onClose={() => setInvited(undefined)} />}
    </Page>
  );
};
