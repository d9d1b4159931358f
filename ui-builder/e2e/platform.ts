import type { Page } from 'playwright-core';

/**
 * Calls the platform as the person whose page it is: for what a journey needs and is not about.
 * Somebody else's change is a call from another visit's page.
 */
export async function platform<T = unknown>(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const { status, text } = await page.evaluate(
    async ({ method, path, body }) => {
      const me = (await (await fetch('/api/v1/me')).json()) as { csrf_token?: string };
      const response = await fetch(`/api/v1${path}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': me.csrf_token ?? '',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    },
    { method, path, body },
  );
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const defineModel = (page: Page, components: object[]) =>
  platform(page, 'POST', '/metadata/change-sets', { components });

/** Answers the ids, in order. */
export async function insertRecords(
  page: Page,
  object: string,
  records: object[],
): Promise<string[]> {
  const { results } = await platform<{ results: { id: string }[] }>(
    page,
    'POST',
    `/records/${object}/bulk`,
    { operation: 'insert', all_or_none: true, records },
  );
  return results.map((result) => result.id);
}
