import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from './accessibility';
import { launch, pictureOnFailure, visit, type Visit } from './browser';
import { defineModel, insertRecords, platform } from './platform';
import { dialog, signUp, textbox } from './setup';
import { textsIn } from './texts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const model = [
  { kind: 'object', name: 'account', label: 'Account', plural_label: 'Accounts' },
  { kind: 'field', name: 'account.city', label: 'City', type: 'text' },
  { kind: 'field', name: 'account.phone', label: 'Phone', type: 'phone' },
  { kind: 'field', name: 'account.size', label: 'Size', type: 'number', scale: 0 },
  {
    kind: 'duplicate_rule',
    name: 'account.same_name',
    active: true,
    mode: 'warning',
    match: [{ field: 'name', method: 'fuzzy' }],
  },
  { kind: 'object', name: 'visit', label: 'Visit', plural_label: 'Visits' },
  {
    kind: 'field',
    name: 'visit.account',
    label: 'Account',
    type: 'reference',
    to: 'account',
    relationship: 'visits',
  },
];

/** The same thing twice, and two people at the same thing. */
describe('records of several people', () => {
  const t = textsIn('en');
  let visited: Visit;
  let page: Page;
  /** Somebody else, on a page of their own. */
  let other: Visit;

  beforeAll(async () => {
    visited = await visit(browser, { language: 'en' });
    page = visited.page;
    await signUp(page, t, {
      company: 'Together Ltd',
      address: `journey-together-${Date.now().toString(36)}`,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    await defineModel(page, model);
    other = await visit(browser, { language: 'en', as: visited.context });
    await other.page.goto('/recycle-bin');
  });
  beforeEach(() => pictureOnFailure(() => visited));
  afterAll(async () => {
    await other.context.close();
    await visited.context.close();
  });

  const cell = (row: string, text: string) =>
    page.getByRole('row', { name: row }).getByRole('gridcell', { name: text, exact: true });
  const change = (id: string, fields: object) =>
    platform(other.page, 'PATCH', `/records/account/${id}`, fields);

  it('merges two records that were marked in a list', async () => {
    const [kept = '', gone = ''] = await insertRecords(page, 'account', [
      { name: 'Merge Works', city: 'Bern', size: 5 },
      { name: 'Merge Works Inc.', city: 'Basel', phone: '+41 31 000 00 00' },
    ]);
    await insertRecords(page, 'visit', [{ name: 'Visit of the other', account: gone }]);
    await page.goto('/o/account?sort=name');
    for (const name of ['Merge Works', 'Merge Works Inc.']) {
      await page
        .getByRole('checkbox', { name: t('list.selectRow', { name }), exact: true })
        .check();
    }
    await page.getByRole('button', { name: t('merge.action') }).click();
    await page
      .getByRole('heading', { name: t('merge.title', { objects: 'Accounts' }), level: 1 })
      .waitFor();
    await expectAccessible(page);
    await page
      .getByRole('radio', { name: t('merge.keepNamed', { name: 'Merge Works' }), exact: true })
      .check();
    // What the kept record lacks is taken from the other without being asked.
    const phone = page.getByRole('radiogroup', { name: 'Phone' });
    expect(await phone.getByRole('radio').last().isChecked()).toBe(true);
    await page
      .getByRole('radio', { name: t('merge.valueOf', { field: 'City', name: 'Merge Works Inc.' }) })
      .check();
    await page.getByRole('button', { name: t('merge.submit'), exact: true }).click();
    await dialog(page).getByText('Merge Works Inc.').waitFor();
    await dialog(page)
      .getByRole('button', { name: t('merge.submit'), exact: true })
      .click();
    await page.waitForURL(`**/o/account/${kept}`);
    await page.getByRole('link', { name: 'Visit of the other' }).waitFor();
    const merged = await platform<Record<string, unknown>>(page, 'GET', `/records/account/${kept}`);
    expect(merged).toMatchObject({ name: 'Merge Works', city: 'Basel', size: 5 });
    expect(merged['phone']).toBeTruthy();
  });

  it('is told of a record like the one that was changed, and compares them', async () => {
    const [first = '', second = ''] = await insertRecords(page, 'account', [
      { name: 'Twin Peaks Trading' },
      { name: 'Something else' },
    ]);
    await page.goto(`/o/account/${second}/edit`);
    await textbox(page, t('common.name')).fill('Twin Peaks Trading');
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await page.getByRole('button', { name: t('merge.compare') }).click();
    await page.waitForURL(`**/o/account/merge?ids=${second},${first}`);
    await page.goto(`/o/account/${second}`);
    await page.getByRole('button', { name: t('common.more') }).click();
    await page.getByRole('menuitem', { name: t('record.findDuplicates') }).click();
    await dialog(page).getByRole('link', { name: 'Twin Peaks Trading' }).waitFor();
    await expectAccessible(page);
    await dialog(page)
      .getByRole('button', { name: t('merge.compare') })
      .click();
    await page.waitForURL(`**/o/account/merge?ids=${second},${first}`);
  });

  it('sees in a list what somebody else adds, changes and deletes', async () => {
    await page.goto('/o/account?q=Live');
    await page.getByRole('heading', { name: t('list.noMatchTitle') }).waitFor();
    const [id = ''] = await insertRecords(other.page, 'account', [
      { name: 'Live One', city: 'Chur' },
    ]);
    await cell('Live One', 'Chur').waitFor();
    await change(id, { city: 'Zug' });
    await cell('Live One', 'Zug').waitFor();
    await platform(other.page, 'DELETE', `/records/account/${id}`);
    await page.getByRole('heading', { name: t('list.noMatchTitle') }).waitFor();
  });

  it('sees it on the page of a record, and in a cell that is being edited', async () => {
    const [id = ''] = await insertRecords(page, 'account', [{ name: 'Watched', city: 'Chur' }]);
    await page.goto(`/o/account/${id}`);
    const city = page.getByRole('definition');
    await city.filter({ hasText: 'Chur' }).first().waitFor();
    await change(id, { city: 'Zug' });
    await city.filter({ hasText: 'Zug' }).first().waitFor();

    await page.getByRole('button', { name: t('list.editCell', { field: 'City' }) }).click();
    await textbox(page, 'City').fill('Mine');
    await change(id, { city: 'Baden' });
    await page.getByText(t('record.conflictInline')).waitFor();
    expect(await textbox(page, 'City').inputValue()).toBe('Mine');
    await page.getByRole('button', { name: t('record.conflictOverwrite') }).click();
    await city.filter({ hasText: 'Mine' }).first().waitFor();
  });

  it('keeps what is typed into a form, and says what somebody else changed', async () => {
    const [id = ''] = await insertRecords(page, 'account', [
      { name: 'Edited', city: 'Chur', size: 1 },
    ]);
    await page.goto(`/o/account/${id}/edit`);
    const city = textbox(page, 'City');
    await city.waitFor();
    await change(id, { size: 2 });
    // Nothing was typed yet: the new values can be had.
    await page.getByRole('button', { name: t('live.load') }).click();
    await expect.poll(() => textbox(page, 'Size').inputValue()).toBe('2');
    await city.fill('Mine');
    await change(id, { city: 'Theirs', size: 3 });
    await page.getByText(t('live.kept')).waitFor();
    expect(await city.inputValue()).toBe('Mine');
    await expectAccessible(page);
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await page
      .getByRole('dialog', { name: t('record.conflictTitle') })
      .getByRole('button', { name: t('record.conflictSave') })
      .click();
    await page.waitForURL(`**/o/account/${id}`);
    expect(await platform(page, 'GET', `/records/account/${id}`)).toMatchObject({
      city: 'Mine',
      size: 3,
    });
  });

  it('follows again after the connection was lost', async () => {
    await page.goto('/o/account?q=Offline');
    await page.getByRole('heading', { name: t('list.noMatchTitle') }).waitFor();
    await visited.context.setOffline(true);
    await insertRecords(other.page, 'account', [{ name: 'Offline made' }]);
    await visited.context.setOffline(false);
    await page.getByRole('link', { name: 'Offline made' }).waitFor();
  });

  it('left nothing in the console', () => {
    expect(visited.complaints).toEqual([]);
  });
});
