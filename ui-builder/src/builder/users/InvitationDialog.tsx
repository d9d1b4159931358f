import { Copy } from 'lucide-react';
import type { Invitation, User } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Field, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';

/** The link of an invitation that no mail could bring. */
export const InvitationDialog = ({
  user,
  invitation,
  onClose,
}: {
  user: User;
  invitation: Invitation;
  onClose: () => void;
}) => {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const link = `${window.location.origin}${invitation.path ?? ''}`;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    toast({ text: t('common.copied') });
  };
  return (
    <Dialog
      title={t('access.linkTitle')}
      onClose={onClose}
      footer={
        <>
          <Button icon={Copy} onClick={() => void copy()}>
            {t('common.copy')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Callout tone="warning">
          {t('access.linkText', {
            name: user.name,
            date: format.datetime(invitation.expires_at),
          })}
        </Callout>
        <Field label={t('access.linkTitle')}>
          {(control) => (
            <TextInput
              {...control}
              readOnly
              value={link}
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
};
