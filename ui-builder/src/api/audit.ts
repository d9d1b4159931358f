import { apiUrl, type Schemas } from './address';
import { call } from './http';

export type AuditEntry = Schemas['AuditView'];

export type AuditVerification = Schemas['Verification'];

export type AuditSettings = Schemas['Settings'];

/** Which entries are wanted; what is absent or empty does not narrow the list. */
export type AuditFilter = {
  from?: string | undefined;
  to?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
};

export const loadAudit = (filter: AuditFilter, cursor?: string): Promise<Schemas['AuditList']> =>
  call('GET', '/audit', { query: { ...filter, limit: 50, cursor } });

export const auditUrl = (format: 'csv' | 'jsonl', filter: AuditFilter): string =>
  apiUrl('/audit/export', { query: { format, ...filter } });

export const verifyAudit = (): Promise<AuditVerification> => call('POST', '/audit/verify');

export const loadSettings = (): Promise<AuditSettings> => call('GET', '/settings');

export const changeSettings = (change: Partial<AuditSettings>): Promise<AuditSettings> =>
  call('PATCH', '/settings', { body: change });
