import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import {
  endShare,
  loadShares,
  Problem,
  shareRecord,
  useProblemText,
  violationsByField,
  type Grantee,
  type NewShare,
  type ObjectDescription,
  type Share,
} from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { GranteePicker, useGranteeText, type GranteeType } from '@/people';
import {
  Badge,
  Button,
  Callout,
  Dialog,
  Field,
  IconButton,
  Loading,
  Select,
  TextInput,
} from '@/ui';
import { shareChange, granteeType } from './shares';
import styles from './Sharing.module.css';

const types: GranteeType[] = ['user', 'role', 'team', 'everyone'];
const FIELDS = ['with', 'access', 'duty', 'expires_at'];
const MAX_DUTY = 255;

/** With whom one record is shared. */
export const ShareDialog = ({
  object,
  id,
  name,
  onClose,
}: {
  object: ObjectDescription;
  id: string;
  name: string;
  onClose: () => void;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const client = useQueryClient();
  const queryKey = ['records', object.name, 'shares', id];
  const shares = useQuery({
    queryKey,
    queryFn: async () => (await loadShares(object.name, id)).shares,
  });
  const put = useMutation({
    mutationFn: (share: NewShare) => shareRecord(object.name, id, share),
    onSuccess: (answer) => client.setQueryData(queryKey, answer.shares),
  });
  const end = useMutation({
    mutationFn: (grantee: string) => endShare(object.name, id, grantee),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <Dialog
      title={t('share.title', { name })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.done')}</Button>}
    >
      <div className={styles['stack']}>
        {shares.isPending && <Loading />}
        {shares.error && <Callout tone="danger">{problemText(shares.error)}</Callout>}
        {shares.data?.length === 0 && <p className={styles['soft']}>{t('share.none')}</p>}
        {shares.data && shares.data.length > 0 && (
          <ul className={styles['shares']} aria-label={t('share.with')}>
            {shares.data.map((share) => (
              <ShareLine
                key={share.id}
                share={share}
                busy={put.isPending || end.isPending}
                onChange={(access) => put.mutate(shareChange(share, access))}
                onEnd={() => end.mutate(share.id)}
              />
            ))}
          </ul>
        )}
        {end.error && <Callout tone="danger">{problemText(end.error)}</Callout>}
        <NewShareForm
          problem={put.error}
          busy={put.isPending}
          onShare={(share, done) => put.mutate(share, { onSuccess: done })}
        />
      </div>
    </Dialog>
  );
};

/** What has ended by itself stays listed until somebody removes it or shares anew. */
const hasEnded = (instant: string): boolean => new Date(instant).getTime() <= Date.now();

const ShareLine = ({
  share,
  busy,
  onChange,
  onEnd,
}: {
  share: Share;
  busy: boolean;
  onChange: (access: 'read' | 'edit') => void;
  onEnd: () => void;
}) => {
  const t = useT();
  const format = useFormat();
  const type = granteeType(share);
  const name = share.name ?? t('grantee.everyone');
  const { expires_at: expires } = share;
  return (
    <li className={styles['share']}>
      <span className={styles['who']}>
        <span>{name}</span>
        <small>
          {[
            type !== 'everyone' && t(`grantee.${type}`),
            share.duty,
            expires &&
              t(hasEnded(expires) ? 'share.ended' : 'share.until', {
                time: format.datetime(expires),
              }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <Select
        aria-label={t('share.accessOf', { name })}
        value={share.access}
        disabled={busy}
        onChange={(event) => onChange(event.target.value as 'read' | 'edit')}
      >
        <option value="read">{t('access.read')}</option>
        <option value="edit">{t('access.edit')}</option>
      </Select>
      <IconButton icon={Trash2} label={t('share.end', { name })} disabled={busy} onClick={onEnd} />
    </li>
  );
};

const NewShareForm = ({
  problem,
  busy,
  onShare,
}: {
  problem: unknown;
  busy: boolean;
  onShare: (share: NewShare, done: () => void) => void;
}) => {
  const t = useT();
  const formId = useId();
  const format = useFormat();
  const problemText = useProblemText();
  const [who, setWho] = useState<Grantee>();
  const [access, setAccess] = useState<'read' | 'edit'>('read');
  const [duty, setDuty] = useState('');
  const [until, setUntil] = useState('');
  const text = useGranteeText(who ? [who] : []);
  const errors =
    problem instanceof Problem
      ? violationsByField(problem.violations, (field) => FIELDS.includes(field))
      : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!who) return;
    const share = {
      with: who,
      access,
      duty: duty.trim() || undefined,
      expires_at: until === '' ? undefined : format.toInstant(until),
    };
    onShare(share, () => {
      setWho(undefined);
      setDuty('');
      setUntil('');
    });
  };
  return (
    <form id={formId} className={styles['new']} onSubmit={submit}>
      <h3 className={styles['heading']}>{t('share.new')}</h3>
      {problem !== null && (Object.keys(errors).length === 0 || errors['']) && (
        <Callout tone="danger">{errors['']?.join(' ') ?? problemText(problem)}</Callout>
      )}
      <Field label={t('share.who')} errors={errors['with']} group>
        {(control) =>
          who ? (
            <span>
              <Badge
                label={text(who)}
                removeLabel={`${t('common.remove')}: ${text(who)}`}
                onRemove={() => setWho(undefined)}
              />
            </span>
          ) : (
            <GranteePicker control={control} label={t('share.who')} types={types} onPick={setWho} />
          )
        }
      </Field>
      <div className={styles['pair']}>
        <Field label={t('sharingRule.access')} errors={errors['access']}>
          {(control) => (
            <Select
              {...control}
              value={access}
              onChange={(event) => setAccess(event.target.value as 'read' | 'edit')}
            >
              <option value="read">{t('access.read')}</option>
              <option value="edit">{t('access.edit')}</option>
            </Select>
          )}
        </Field>
        <Field
          label={t('share.expires')}
          hint={t('share.expiresHint')}
          errors={errors['expires_at']}
        >
          {(control) => (
            <TextInput
              {...control}
              type="datetime-local"
              max="9999-12-31T23:59"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Field label={t('share.duty')} hint={t('share.dutyHint')} errors={errors['duty']}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={MAX_DUTY}
            value={duty}
            onChange={(event) => setDuty(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" disabled={!who} busy={busy}>
          {t('share.action')}
        </Button>
      </div>
    </form>
  );
};
