import type { Browser, Locator, Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from './accessibility';
import { launch, pictureOnFailure, visit, type Visit } from './browser';
import { platform } from './platform';
import { dialog, signUp, textbox } from './setup';
import { textsIn } from './texts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Who did what is found again, looked at, taken along and checked. */
describe('the audit log', () => {
  const t = textsIn('en');
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    visited = await visit(browser, { language: 'en' });
    page = visited.page;
    await signUp(page, t, {
      company: 'Audit Ltd',
      address: `journey-audit-${Date.now().toString(36)}`,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    const user = await platform<{ id: string }>(page, 'POST', '/users', {
      username: 'rosa',
      email: 'rosa@example.test',
      name: 'Rosa',
    });
    await platform(page, 'PATCH', `/users/${user.id}`, { name: 'Rosa Reader', active: false });
  });
  beforeEach(() => pictureOnFailure(() => visited));
  afterAll(async () => {
    await visited.context.close();
  });

  const button = (where: Page | Locator, name: string) =>
    where.getByRole('button', { name, exact: true });
  const gone = () => page.locator('dialog[open]').waitFor({ state: 'detached' });
  const close = async () => {
    await button(dialog(page), t('common.close')).last().click();
    await gone();
  };
  const action = () => page.getByRole('combobox', { name: t('audit.action') });

  it('tells what happened, newest first', async () => {
    await page.goto('/setup');
    await page.getByRole('link', { name: t('setup.audit') }).click();
    const rows = page.getByRole('table').getByRole('row');
    await rows.nth(1).getByText(t('audit.user.changed')).waitFor();
    await rows.nth(1).getByText('Rosa Reader').waitFor();
    await expectAccessible(page);
  });

  it('shows what was and what is', async () => {
    await button(page, t('audit.user.changed')).click();
    const changed = dialog(page);
    await changed.getByRole('deletion').getByText('Rosa', { exact: true }).waitFor();
    await changed.getByRole('insertion').getByText('Rosa Reader').waitFor();
    // What stayed as it was is left out.
    expect(await changed.getByText('rosa@example.test').count()).toBe(0);
    await expectAccessible(page);
    await close();
  });

  it('is narrowed down by what is looked for', async () => {
    await action().selectOption('user.created');
    await button(page, t('audit.user.changed')).waitFor({ state: 'detached' });
    await textbox(page, t('audit.thing')).fill('ros');
    await page.getByRole('row').nth(2).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: 'Rosa' }).waitFor();
    await textbox(page, t('audit.person')).fill('nobody at all');
    await page.getByText(t('audit.none')).waitFor();
    await expectAccessible(page);
    await textbox(page, t('audit.person')).fill('');
    await page.getByRole('row', { name: 'Rosa' }).waitFor();
  });

  it('leaves as a file of what is shown, which it tells of', async () => {
    await button(page, t('audit.export')).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: t('audit.exportCsv') }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('user.created');
    await textbox(page, t('audit.thing')).fill('');
    await action().selectOption('audit.exported');
    await button(page, t('audit.audit.exported')).waitFor();
  });

  it('says that it is whole', async () => {
    await button(page, t('audit.verify')).click();
    await page
      .getByRole('status')
      .getByText(/entries are as they were written/)
      .waitFor();
    await expectAccessible(page);
  });

  it('is kept as long as the workspace wants', async () => {
    await button(page, t('audit.keeping')).click();
    const days = textbox(dialog(page), t('audit.keptDays'));
    await days.fill('30');
    await button(dialog(page), t('common.save')).click();
    await dialog(page).getByRole('alert').waitFor();
    await expectAccessible(page);
    await days.fill('400');
    await button(dialog(page), t('common.save')).click();
    await gone();
    await action().selectOption('settings.changed');
    await button(page, t('audit.settings.changed')).click();
    await dialog(page).getByRole('insertion').getByText('400').waitFor();
    await close();
  });

  it('fits a phone in the dark, in Chinese', async () => {
    const chinese = textsIn('zh-CN');
    const phone = await visit(browser, {
      language: 'zh-CN',
      theme: 'dark',
      width: 390,
      height: 844,
      as: visited.context,
    });
    await phone.page.goto('/setup/audit');
    await button(phone.page, chinese('audit.user.changed')).waitFor();
    await expectAccessible(phone.page);
    const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await button(phone.page, chinese('audit.user.changed')).click();
    await dialog(phone.page).getByRole('insertion').first().waitFor();
    await expectAccessible(phone.page);
    expect(phone.complaints).toEqual([]);
    await phone.context.close();
  });

  it('left nothing in the console', () => {
    expect(visited.complaints).toEqual([]);
  });
});
