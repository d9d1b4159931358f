import type { Me } from '@/api';
import type { CallerFacts } from '@/formula/globals';

/** What formulas in forms know of who fills them in. */
export const callerFacts = (me: Me): CallerFacts => ({
  user: {
    id: me.user.id,
    name: me.user.name,
    username: me.user.username,
    email: me.user.email,
  },
  organization: {
    id: me.tenant.address,
    name: me.tenant.company,
    timeZone: me.tenant.time_zone,
    locale: me.tenant.locale,
    currency: me.tenant.currency,
  },
  permissions: new Set([...me.permissions.system, ...me.permission_sets]),
});
