import type { Schemas } from './address';
import { call } from './http';

export type SecondFactor = Schemas['SecondFactorView'];

export type FactorSecret = Schemas['SecretView'];

export type Session = Schemas['SessionView'];

export type SignInPolicy = Schemas['SignInPolicy'];

export type Invitation = Schemas['Invitation'];

export type PasswordLink = Schemas['LinkView'];

export const loadSecondFactor = (): Promise<SecondFactor> => call('GET', '/me/second-factor');

export const beginSecondFactor = (password: string): Promise<FactorSecret> =>
  call('POST', '/me/second-factor', { body: { password } });

export const confirmSecondFactor = async (code: string): Promise<string[]> => {
  const answer: Schemas['RecoveryCodes'] = await call('POST', '/me/second-factor/confirm', {
    body: { code },
  });
  return answer.recovery_codes;
};

export const renewRecoveryCodes = async (password: string): Promise<string[]> => {
  const answer: Schemas['RecoveryCodes'] = await call('POST', '/me/second-factor/recovery-codes', {
    body: { password },
  });
  return answer.recovery_codes;
};

export const disableSecondFactor = (password: string): Promise<void> =>
  call('POST', '/me/second-factor/disable', { body: { password } });

export const loadSessions = async (): Promise<Session[]> => {
  const answer: Schemas['SessionList'] = await call('GET', '/me/sessions');
  return answer.sessions;
};

export const endSession = (id: string): Promise<void> =>
  call('DELETE', '/me/sessions/{id}', { path: { id } });

export const endOtherSessions = (): Promise<void> => call('DELETE', '/me/sessions');

export const loadSessionsOf = async (id: string): Promise<Session[]> => {
  const answer: Schemas['SessionList'] = await call('GET', '/users/{id}/sessions', {
    path: { id },
  });
  return answer.sessions;
};

export const endSessionsOf = (id: string): Promise<void> =>
  call('DELETE', '/users/{id}/sessions', { path: { id } });

export const loadSecondFactorOf = (id: string): Promise<SecondFactor> =>
  call('GET', '/users/{id}/second-factor', { path: { id } });

export const resetSecondFactorOf = (id: string): Promise<void> =>
  call('DELETE', '/users/{id}/second-factor', { path: { id } });

export const inviteUser = (id: string): Promise<Invitation> =>
  call('POST', '/users/{id}/invitation', { path: { id } });

export const loadSignInPolicy = (): Promise<SignInPolicy> => call('GET', '/sign-in-policy');

export const saveSignInPolicy = (policy: SignInPolicy): Promise<SignInPolicy> =>
  call('PUT', '/sign-in-policy', { body: policy });

/** Whether links to a new password can be sent at all. */
export const loadResetOptions = (): Promise<Schemas['ResetOptions']> =>
  call('GET', '/auth/password/reset', { renew: false });

export const requestPasswordReset = (tenant: string, username: string): Promise<void> =>
  call('POST', '/auth/password/reset', { body: { tenant, username }, renew: false });

export const loadPasswordLink = (token: string): Promise<PasswordLink> =>
  call('POST', '/auth/password/link', { body: { token }, renew: false });

export const choosePassword = (token: string, password: string): Promise<void> =>
  call('POST', '/auth/password', { body: { token, password }, renew: false });
