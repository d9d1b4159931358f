import type { Schemas } from './address';
import { call, setCsrfToken } from './http';
import { Problem } from './problem';

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

/** The second step, which a problem `second_factor_required` asks for. */
export async function answerChallenge(challenge: string, code: string): Promise<void> {
  const answer: Schemas['TokenView'] = await call('POST', '/auth/second-factor', {
    body: { challenge, code, browser: true },
    renew: false,
  });
  setCsrfToken(answer.csrf_token ?? undefined);
}

/** The challenge that a refused sign-in holds, where only the second step is missing. */
export function challengeOf(error: unknown): string | undefined {
  return error instanceof Problem && error.code === 'second_factor_required'
    ? String(error.extra['challenge'])
    : undefined;
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
