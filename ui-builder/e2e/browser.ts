import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { join } from 'node:path';
import { inject, onTestFailed } from 'vitest';
import type { Language } from '@/i18n';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const STEP_LIMIT_MS = 20_000;

export type Visit = {
  page: Page;
  context: BrowserContext;
  /** What the page complained about: a journey ends with none. */
  complaints: string[];
};

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: FLAGS,
  });

export async function visit(
  browser: Browser,
  options: {
    language: Language;
    theme?: 'light' | 'dark';
    width?: number;
    height?: number;
    /** Signed in as an earlier visit was. */
    as?: BrowserContext;
  },
): Promise<Visit> {
  const { language, theme = 'light', width = 1280, height = 860 } = options;
  const context = await browser.newContext({
    baseURL: inject('address'),
    viewport: { width, height },
    locale: language,
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ...(options.as && { storageState: await options.as.storageState() }),
  });
  await context.addInitScript(
    ([language, theme]) => {
      localStorage.setItem('trellis.language', language);
      localStorage.setItem('trellis.theme', theme);
    },
    [language, theme] as const,
  );
  context.setDefaultTimeout(STEP_LIMIT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser reports refused requests here too; those are the journeys' own business.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  return { page, context, complaints };
}

/** With JOURNEY_PICTURES set to a folder, a journey that fails leaves a picture there. */
export function pictureOnFailure(visited: () => Visit | undefined): void {
  const folder = process.env['JOURNEY_PICTURES'];
  if (!folder) return;
  onTestFailed(async ({ task }) => {
    const name = task.name.replaceAll(/\W+/g, '-');
    await visited()?.page.screenshot({ path: join(folder, `${name}.png`) });
  });
}
