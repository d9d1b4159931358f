import type { Schemas } from './address';
import { call, setCsrfToken } from './http';

export type Me = Schemas['Me'];

export type AppNavigation = Schemas['AppView'];

export type Tab = Schemas['TabView'];

export type SignIn = { tenant: string; username: string; password: string };

export type SignUp = {
  tenant: string;
  company: string;
  email: string;
  password: string;
  locale?: string;
  time_zone?: string;
  currency?: string;
};

export async function signIn(credentials: SignIn): Promise<void> {
  const answer: Schemas['TokenView'] = await call('POST', '/auth/token', {
    body: { ...credentials, browser: true },
    renew: false,
  });
  setCsrfToken(answer.csrf_token ?? undefined);
}

/** A new workspace, and its first administrator signed in. */
export async function signUp(details: SignUp): Promise<void> {
  await call('POST', '/signup', { body: details, renew: false });
  const { tenant, email, password } = details;
  await signIn({ tenant, username: email, password });
}

export async function signOut(): Promise<void> {
  await call('POST', '/auth/revoke', { body: {}, renew: false });
  setCsrfToken(undefined);
}

export async function loadMe(): Promise<Me> {
  const me: Me = await call('GET', '/me');
  if (me.csrf_token) setCsrfToken(me.csrf_token);
  return me;
}
