import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from './accessibility';
import { launch, pictureOnFailure, visit, type Visit } from './browser';
import { insertRecords, platform } from './platform';
import { addField, defineObject, dialog, signUp, textbox } from './setup';
import { textsIn } from './texts';
import { words } from './words';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A phone, and the dark theme with it: every page fits its width and is readable. */
describe('on a phone in the dark', () => {
  const t = textsIn('zh-CN');
  const say = words['zh-CN'];
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    visited = await visit(browser, {
      language: 'zh-CN',
      theme: 'dark',
      width: 390,
      height: 844,
    });
    page = visited.page;
    await signUp(page, t, {
      company: say.company,
      address: `journey-small-${Date.now().toString(36)}`,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    await defineObject(page, t, { ...say.account, name: 'account', icon: 'building' });
    await addField(page, t, { type: 'currency', label: say.amount, name: 'amount' });
  });
  beforeEach(() => pictureOnFailure(() => visited));
  afterAll(async () => {
    await visited.context.close();
  });

  it('a record is created and found', async () => {
    await page.goto('/o/account/new');
    await textbox(page, t('common.name')).fill(say.customers[0]);
    await textbox(page, say.amount).fill('12.5');
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await page.getByRole('heading', { name: say.customers[0], level: 1 }).waitFor();
    await expectFitting();
    await page.goto('/o/account');
    await page.getByText(say.customers[0]).first().waitFor();
  });

  it('records are marked, edited together and merged', async () => {
    const names = [say.customers[1], `${say.customers[1]}2`];
    await insertRecords(
      page,
      'account',
      names.map((name) => ({ name })),
    );
    await page.goto('/o/account');
    for (const name of names) {
      await page
        .getByRole('checkbox', { name: t('list.selectRow', { name }), exact: true })
        .check();
    }
    await expectFitting();
    await expectAccessible(page);
    await page.getByRole('button', { name: t('list.bulkEdit') }).click();
    await dialog(page)
      .getByRole('combobox', { name: t('list.bulkField') })
      .selectOption({ label: say.amount });
    await textbox(dialog(page), t('list.bulkValue')).fill('7');
    await page.getByRole('button', { name: t('list.bulkApply', { count: 2 }) }).click();
    await page.getByText(t('list.bulkDone', { count: 2 })).waitFor();
    const { records } = await platform<{ records: object[] }>(
      page,
      'GET',
      '/records/account?filter=amount%20%3D%207',
    );
    expect(records).toHaveLength(2);
    await page.getByRole('button', { name: t('merge.action') }).click();
    await page.waitForURL('**/o/account/merge?ids=*');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectFitting();
    await expectAccessible(page);
  });

  it.each([
    '/o/account',
    '/o/account/new',
    '/setup/objects',
    '/setup/objects/account',
    '/setup/users',
    '/setup/permission-sets/administrator',
    '/setup/translations',
    '/setup/history',
    '/setup/audit',
    '/import',
    '/import/new',
    '/recycle-bin',
  ])('%s', async (path) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await expectFitting();
    await expectAccessible(page);
  });

  it('left nothing in the console', () => {
    expect(visited.complaints).toEqual([]);
  });

  /** Tables may scroll inside; the page itself does not move sideways. */
  const expectFitting = async () => {
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  };
});
