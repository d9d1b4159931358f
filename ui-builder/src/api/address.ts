import type { components, paths } from './openapi';

/** Where the platform's interface for programs begins. */
const BASE = '/api/v1';

/** The answers that the document describes in full; the others depend on the tenant's objects. */
export type Schemas = components['schemas'];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The addresses that answer this method, as the platform's OpenAPI document has them: a call to
 * another does not compile.
 */
export type ApiPath<M extends Method> = {
  [P in keyof paths]: P extends `${typeof BASE}${infer Rest}`
    ? paths[P] extends Record<Lowercase<M>, object>
      ? Rest
      : never
    : never;
}[keyof paths];

type Names<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** What stands for the `{names}` of an address; nothing where it has none. */
export type PathValues<P extends string> = [Names<P>] extends [never]
  ? { path?: undefined }
  : { path: Record<Names<P>, string | number> };

export type QueryValue = string | number | boolean | undefined | null;

/** `/records/{object}` with its values, as text for the browser. */
export function address(
  path: string,
  values: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, QueryValue>> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return `${BASE}${filled}${text ? `?${text}` : ''}`;
}

/** The address of something that the browser fetches itself: a download, a picture, a stream. */
export const apiUrl = <P extends ApiPath<'GET'>>(
  path: P,
  { path: values, query }: PathValues<P> & { query?: Record<string, QueryValue> },
): string => address(path, values, query);
