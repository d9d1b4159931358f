import { address, type ApiPath, type Method, type PathValues, type QueryValue } from './address';
import { parseJson, stringifyJson } from './json';
import { Problem } from './problem';

/** What the requests need to know of the session; held here because every request uses it. */
const session = {
  csrfToken: undefined as string | undefined,
  language: 'en',
  onSignedOut: () => {},
};

export function setCsrfToken(token: string | undefined): void {
  session.csrfToken = token;
}

export function setRequestLanguage(language: string): void {
  session.language = language;
}

/** Called when the server no longer knows the session and it could not be renewed. */
export function onSignedOut(listener: () => void): void {
  session.onSignedOut = listener;
}

export type RequestOptions = {
  path?: Record<string, string | number> | undefined;
  query?: Record<string, QueryValue>;
  body?: unknown;
  form?: FormData;
  ifMatch?: string | undefined;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** The sign-in calls answer 401 themselves; renewing there would go round in circles. */
  renew?: boolean;
};

export type Answer<T> = { data: T; etag: string | undefined; status: number };

/** Only addresses without `{names}` need no options. */
type Asked<P extends string> =
  PathValues<P> extends { path: object }
    ? [options: RequestOptions & PathValues<P>]
    : [options?: RequestOptions];

export async function request<T, M extends Method, P extends ApiPath<M>>(
  method: M,
  path: P,
  ...[options = {}]: Asked<P>
): Promise<Answer<T>> {
  let response = await send(method, path, options);
  if (response.status === 401 && options.renew !== false) {
    if (await renewSession()) response = await send(method, path, options);
    if (response.status === 401) session.onSignedOut();
  }
  const text = await response.text();
  const body = parseBody(text);
  if (!response.ok) {
    const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
    throw Problem.from(response.status, body, Number.isFinite(retryAfter) ? retryAfter : undefined);
  }
  return {
    data: body as T,
    etag: response.headers.get('ETag') ?? undefined,
    status: response.status,
  };
}

/** The answer's body alone, which is what most callers want. */
export async function call<T, M extends Method, P extends ApiPath<M>>(
  method: M,
  path: P,
  ...options: Asked<P>
): Promise<T> {
  return (await request<T, M, P>(method, path, ...options)).data;
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': session.language });
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (method !== 'GET' && session.csrfToken) headers.set('X-CSRF-Token', session.csrfToken);
  if (options.ifMatch) headers.set('If-Match', options.ifMatch);
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
  try {
    return await fetch(address(path, options.path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      body: options.form ?? (options.body === undefined ? null : stringifyJson(options.body)),
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw Problem.unreachable(error);
  }
}

let renewal: Promise<boolean> | undefined;

/** Requests that fail together renew once: a refresh token works a single time. */
function renewSession(): Promise<boolean> {
  renewal ??= send('POST', '/auth/refresh', {})
    .then(async (response) => {
      if (!response.ok) return false;
      const body = parseBody(await response.text()) as { csrf_token?: string } | undefined;
      if (body?.csrf_token) setCsrfToken(body.csrf_token);
      return true;
    })
    .catch(() => false)
    .finally(() => {
      renewal = undefined;
    });
  return renewal;
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
