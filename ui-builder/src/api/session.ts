import { call, setCsrfToken } from './http';

export type Tab = { object: string; list_view?: string | null; label?: string | null };

export type AppNavigation = {
  name: string;
  label: string;
  icon?: string | null;
  color?: string | null;
  tabs: Tab[];
};

export type Me = {
  user: {
    id: string;
    username: string;
    email: string;
    name: string;
    locale?: string | null;
    time_zone?: string | null;
  };
  tenant: {
    address: string;
    company: string;
    locale: string;
    time_zone: string;
    currency: string;
  };
  locale: string;
  permissions: { system: string[] };
  permission_sets: string[];
  apps: AppNavigation[];
  csrf_token?: string;
};

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

type SessionAnswer = { expires_in?: number; csrf_token?: string };

export async function signIn(credentials: SignIn): Promise<void> {
  const answer = await call<SessionAnswer>('POST', '/auth/token', {
    body: { ...credentials, browser: true },
    renew: false,
  });
  setCsrfToken(answer.csrf_token);
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
  const me = await call<Me>('GET', '/me');
  if (me.csrf_token) setCsrfToken(me.csrf_token);
  return me;
}
