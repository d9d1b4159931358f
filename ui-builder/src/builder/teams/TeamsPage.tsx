import { useSuspenseQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { deleteTeam, type Team } from '@/api';
import { useT } from '@/i18n';
import { teamsQuery } from '@/people';
import { Button, EmptyState, IconButton, Page, Table } from '@/ui';
import styles from '../form.module.css';
import { RemoveDialog } from '../widgets/RemoveDialog';
import { TeamDialog } from './TeamDialog';

const NAMES_SHOWN = 5;

/** Groups of people, across the tree of roles, with whom records are shared. */
export const TeamsPage = () => {
  const t = useT();
  const { data: teams } = useSuspenseQuery(teamsQuery);
  const [editing, setEditing] = useState<{ team: Team | undefined }>();
  const [deleting, setDeleting] = useState<Team>();
  const membersOf = ({ members }: Team) => {
    const names = members.slice(0, NAMES_SHOWN).map(({ name }) => name);
    const more = members.length - names.length;
    return [...names, ...(more > 0 ? [t('revision.more', { count: more })] : [])].join(', ');
  };
  return (
    <Page
      title={t('setup.teams')}
      note={teams.length}
      actions={
        <Button variant="primary" icon={Plus} onClick={() => setEditing({ team: undefined })}>
          {t('team.new')}
        </Button>
      }
    >
      <div className={styles['page']}>
        {teams.length === 0 ? (
          <EmptyState icon={UsersRound} title={t('team.none')}>
            {t('team.noneText')}
          </EmptyState>
        ) : (
          <Table
            label={t('setup.teams')}
            columns={[
              { key: 'name', label: t('common.name') },
              { key: 'count', label: t('team.count'), numeric: true },
              { key: 'members', label: t('team.members'), optional: true },
              { key: 'actions', label: t('common.more'), hideLabel: true },
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
                team.members.length,
                <span key="members" className={styles['soft']}>
                  {membersOf(team)}
                </span>,
                <span key="actions" className={styles['actions']}>
                  <IconButton
                    size="small"
                    icon={Pencil}
                    label={t('builder.editNamed', { name: team.name })}
                    onClick={() => setEditing({ team })}
                  />
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
          remove={() => deleteTeam(deleting.id)}
          onClose={() => setDeleting(undefined)}
        >
          {t('team.deleteText')}
        </RemoveDialog>
      )}
    </Page>
  );
};
