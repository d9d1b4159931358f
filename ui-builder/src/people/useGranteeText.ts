import { useQuery } from '@tanstack/react-query';
import { loadPeople, type Grantee } from '@/api';
import { useT } from '@/i18n';
import { granteeParts, granteeTypes, usernamesOf } from './grantees';

/** How these are called, users by their own names as soon as those are known. */
export function useGranteeText(grantees: readonly Grantee[]): (who: Grantee) => string {
  const t = useT();
  const usernames = usernamesOf(grantees).toSorted();
  const { data: people } = useQuery({
    queryKey: ['people', 'names', usernames],
    queryFn: () => loadPeople(usernames),
    enabled: usernames.length > 0,
    staleTime: 60_000,
    placeholderData: (previous) => previous,
  });
  return (who) => {
    const [type, name] = granteeParts(who);
    if (type === 'everyone') return t('grantee.everyone');
    if (type === 'user') return people?.find(({ username }) => username === name)?.name ?? name;
    return t('grantee.named', { type: t(granteeTypes[type]), name });
  };
}
