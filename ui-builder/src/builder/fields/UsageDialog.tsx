import { useQuery } from '@tanstack/react-query';
import { loadUsages, useProblemText, type ComponentKey } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Loading } from '@/ui';
import { UsageList } from '../change/UsageList';

export const UsageDialog = ({
  component,
  label,
  onClose,
}: {
  component: ComponentKey;
  label: string;
  onClose: () => void;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const usages = useQuery({
    queryKey: ['metadata', 'usages', component.kind, component.name],
    queryFn: () => loadUsages(component.kind, component.name),
    staleTime: 0,
  });
  return (
    <Dialog
      title={t('builder.usagesOf', { name: label })}
      size="narrow"
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      {usages.isPending && <Loading />}
      {usages.isError && <Callout tone="danger">{problemText(usages.error)}</Callout>}
      {usages.data &&
        (usages.data.users.length === 0 ? (
          <p>{t('builder.unused')}</p>
        ) : (
          <UsageList users={usages.data.users} />
        ))}
    </Dialog>
  );
};
