import { useMutation } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useProblemText, verifyAudit, type AuditVerification } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout } from '@/ui';
import { reasonText } from './actions';

/** Checks the log when asked to. The result stays where it is read. */
export const useVerification = () => {
  const t = useT();
  const problemText = useProblemText();
  const verification = useMutation({ mutationFn: verifyAudit });
  return {
    button: (
      <Button
        icon={ShieldCheck}
        busy={verification.isPending}
        onClick={() => verification.mutate()}
      >
        {t('audit.verify')}
      </Button>
    ),
    result: verification.error ? (
      <Callout tone="danger">{problemText(verification.error)}</Callout>
    ) : (
      verification.data && <Result verification={verification.data} />
    ),
  };
};

const Result = ({ verification }: { verification: AuditVerification }) => {
  const t = useT();
  const bad = verification.first_bad;
  if (!bad) {
    return (
      <div role="status">
        <Callout>{t('audit.whole', { count: verification.entries })}</Callout>
      </div>
    );
  }
  const reason = reasonText(bad.reason);
  return (
    <Callout tone="danger">
      {t('audit.broken', { number: bad.seq, reason: reason ? t(reason) : bad.reason })}
    </Callout>
  );
};
