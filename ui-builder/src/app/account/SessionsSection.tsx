import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { endOtherSessions, endSession, loadSessions, useProblemText, type Session } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Badge, Button, Callout, Table, useToast } from '@/ui';
import styles from './account.module.css';
import { deviceName } from './deviceName';
import { Section } from './Section';

/** Where one is signed in. */
export const SessionsSection = () => {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const { data: sessions } = useSuspenseQuery({ queryKey: ['sessions'], queryFn: loadSessions });
  const ending = useMutation({
    mutationFn: (id: string | undefined) =>
      id === undefined ? endOtherSessions() : endSession(id),
    onSuccess: (_, id) =>
      toast({ text: t(id === undefined ? 'session.othersEnded' : 'session.ended') }),
    // Also when one was not there any more.
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  const device = ({ agent }: Session) => {
    if (!agent) return t('session.unknownDevice');
    const { browser, system } = deviceName(agent);
    return system ? t('session.browserOn', { browser, system }) : browser;
  };
  return (
    <Section title={t('session.title')}>
      {ending.isError && <Callout tone="danger">{problemText(ending.error)}</Callout>}
      <Table
        label={t('session.title')}
        columns={[
          { key: 'device', label: t('session.device') },
          { key: 'address', label: t('session.address'), optional: true },
          { key: 'last', label: t('session.lastUsed') },
          { key: 'end', label: t('session.end'), hideLabel: true },
        ]}
        rows={sessions.map((session) => ({
          key: session.id,
          cells: [
            device(session),
            session.address ?? '',
            format.datetime(session.last_used_at),
            session.current ? (
              <Badge key="end" label={t('session.current')} />
            ) : (
              <Button
                key="end"
                size="small"
                aria-label={t('session.endNamed', { device: device(session) })}
                busy={ending.isPending && ending.variables === session.id}
                onClick={() => ending.mutate(session.id)}
              >
                {t('session.end')}
              </Button>
            ),
          ],
        }))}
      />
      {sessions.length > 1 && (
        <div className={styles['actions']}>
          <Button onClick={() => ending.mutate(undefined)}>{t('session.endOthers')}</Button>
        </div>
      )}
    </Section>
  );
};
