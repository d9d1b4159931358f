import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import {
  endSessionsOf,
  inviteUser,
  loadSecondFactorOf,
  loadSessionsOf,
  resetSecondFactorOf,
  useProblemText,
  type Invitation,
  type User,
} from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, useToast } from '@/ui';
import styles from '../form.module.css';

/** How somebody signs in, and what helps who cannot. Each button acts at once. */
export const UserAccess = ({
  user,
  onInvited,
}: {
  user: User;
  onInvited: (invitation: Invitation) => void;
}) => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const key = ['users', user.id, 'access'];
  const sessions = useQuery({
    queryKey: [...key, 'sessions'],
    queryFn: () => loadSessionsOf(user.id),
  });
  const factor = useQuery({
    queryKey: [...key, 'factor'],
    queryFn: () => loadSecondFactorOf(user.id),
  });
  const done = async (text: string) => {
    toast({ text });
    await client.invalidateQueries({ queryKey: key });
  };
  const invite = useMutation({ mutationFn: () => inviteUser(user.id), onSuccess: onInvited });
  const end = useMutation({
    mutationFn: () => endSessionsOf(user.id),
    onSuccess: () => done(t('access.sessionsEnded')),
  });
  const reset = useMutation({
    mutationFn: () => resetSecondFactorOf(user.id),
    onSuccess: () => done(t('access.factorReset')),
  });
  const failure = invite.error ?? end.error ?? reset.error;
  const open = sessions.data?.length ?? 0;
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['groupTitle']}>{t('access.title')}</legend>
      {failure && <Callout tone="danger">{problemText(failure)}</Callout>}
      <div className={styles['inline']}>
        <span>{t('access.sessions', { count: open })}</span>
        {open > 0 && (
          <Button size="small" busy={end.isPending} onClick={() => end.mutate()}>
            {t('access.endSessions')}
          </Button>
        )}
      </div>
      <div className={styles['inline']}>
        <span>{t(factor.data?.enabled ? 'access.factorOn' : 'access.factorOff')}</span>
        {factor.data?.enabled && (
          <Button size="small" busy={reset.isPending} onClick={() => reset.mutate()}>
            {t('access.resetFactor')}
          </Button>
        )}
      </div>
      <div className={styles['wrap']}>
        <Button size="small" icon={Mail} busy={invite.isPending} onClick={() => invite.mutate()}>
          {t('access.invite')}
        </Button>
      </div>
    </fieldset>
  );
};
