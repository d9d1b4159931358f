import { useSuspenseQuery } from '@tanstack/react-query';
import { Plus, Trash2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { deleteTeam, type Team } from '@/api';
import { useT } from '@/i18n';
import { Badge, Button, EmptyState, IconButton, Page, Table } from '@/ui';
import styles from '../form.module.css';
import { teamsQuery } from './queries';
import { RemoveDialog } from './RemoveDialog';
import { TeamDialog } from './TeamDialog';

/** More are only counted: a team may have two thousand. */
const NAMED_MEMBERS = 8;

/** Groups for rules and shares, across the tree of roles. */
export const TeamsPage = () => {
  const t = useT();
  const { data: teams } = useSuspenseQuery(teamsQuery);
  const [editing, setEditing] = useState<{ team: Team | undefined }>();
  const [deleting, setDeleting] = useState<Team>();
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setEditing({ team: undefined })}>
      {t('team.new')}
    </Button>
  );
  return (
    <Page title={t('setup.teams')} note={teams.length} actions={teams.length > 0 ? add : undefined}>
      <div className={styles['page']}>
        {teams.length === 0 ? (
          <EmptyState icon={UsersRound} title={t('team.none')} actions={add}>
            {t('team.noneText')}
          </EmptyState>
        ) : (
          <Table
            label={t('setup.teams')}
            columns={[
              { key: 'name', label: t('common.name') },
              { key: 'members', label: t('team.members') },
              { key: 'actions', label: t('common.delete'), hideLabel: true },
            ]}
            rows={teams.map((team) => ({
              key: team.id,
              cells: [
                <button
                  key="name"
                  type="button"
                  className={styles['linkButton']}
                  onClick={() => setEditing({ team })}
                >
                  {team.name}
                </button>,
                <Members key="members" team={team} />,
                <span key="actions" className={styles['actions']}>
                  <IconButton
                    size="small"
                    icon={Trash2}
                    label={t('builder.deleteNamed', { name: team.name })}
                    onClick={() => setDeleting(team)}
                  />
                </span>,
              ],
            }))}
          />
        )}
      </div>
      {editing && <TeamDialog team={editing.team} onClose={() => setEditing(undefined)} />}
      {deleting && (
        <RemoveDialog
          name={deleting.name}
          text={t('team.deleteText')}
          queryKey={['teams']}
          remove={() => deleteTeam(deleting.id)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Page>
  );
};

const Members = ({ team: { members } }: { team: Team }) => {
  const t = useT();
  if (members.length === 0) return <span className={styles['soft']}>{t('team.nobody')}</span>;
  const more = members.length - NAMED_MEMBERS;
  return (
    <span className={styles['wrap']}>
      {members.slice(0, NAMED_MEMBERS).map((member) => (
        <Badge key={member.id} label={member.name} />
      ))}
      {more > 0 && <span className={styles['soft']}>{t('team.more', { count: more })}</span>}
    </span>
  );
};
