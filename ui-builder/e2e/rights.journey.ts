import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, pictureOnFailure, visit, type Visit } from './browser';
import { defineModel, insertRecords, platform } from './platform';
import { dialog, signUp } from './setup';
import { textsIn } from './texts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const PASSWORD = 'another horse battery';

const model = [
  { kind: 'object', name: 'account', label: 'Account', plural_label: 'Accounts' },
  { kind: 'field', name: 'account.city', label: 'City', type: 'text' },
  {
    kind: 'permission_set',
    name: 'sales',
    label: 'Sales',
    objects: { account: ['read', 'create', 'edit', 'delete', 'view_all'] },
    fields: { '*': 'edit' },
    apps: ['*'],
  },
];

/** The same pages for who may give records away and set things up, and for who may only work. */
describe('an administrator and a seller', () => {
  const t = textsIn('en');
  const address = `journey-rights-${Date.now().toString(36)}`;
  let admin: Visit;
  let seller: Visit;
  let id: string;

  beforeAll(async () => {
    admin = await visit(browser, { language: 'en' });
    await signUp(admin.page, t, {
      company: 'Rights Ltd',
      address,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    await defineModel(admin.page, model);
    await platform(admin.page, 'POST', '/users', {
      username: 'sam@example.test',
      email: 'sam@example.test',
      name: 'Sam Seller',
      password: PASSWORD,
      permission_sets: ['sales'],
    });
    seller = await visit(browser, { language: 'en' });
    await seller.page.goto('/sign-in');
    await seller.page.getByLabel(t('signIn.workspace')).fill(address);
    await seller.page.getByLabel(t('signIn.username')).fill('sam@example.test');
    await seller.page.getByLabel(t('signIn.password')).fill(PASSWORD);
    await seller.page.getByRole('button', { name: t('signIn.submit'), exact: true }).click();
    await seller.page.getByRole('link', { name: t('shell.recycleBin') }).waitFor();
    [id = ''] = await insertRecords(seller.page, 'account', [{ name: 'Acme', city: 'Bern' }]);
  });
  beforeEach(() => {
    pictureOnFailure(() => admin);
    pictureOnFailure(() => seller);
  });
  afterAll(async () => {
    await seller.context.close();
    await admin.context.close();
  });

  const ownerCell = (page: Page) =>
    page.getByRole('row', { name: 'Acme' }).getByRole('gridcell', { name: 'Sam Seller' });

  const bulkFields = async (page: Page) => {
    await page.getByRole('checkbox', { name: t('list.selectRow', { name: 'Acme' }) }).check();
    await page.getByRole('button', { name: t('list.bulkEdit') }).click();
    const fields = dialog(page).getByRole('combobox', { name: t('list.bulkField') });
    return fields.getByRole('option').allInnerTexts();
  };

  it('both see the owner, one may change it', async () => {
    for (const { page } of [admin, seller])
      await page.goto('/o/account?columns=name,owner_id,city');
    await ownerCell(admin.page).waitFor();
    await ownerCell(seller.page).waitFor();
    expect(await ownerCell(admin.page).getAttribute('aria-readonly')).toBe('false');
    expect(await ownerCell(seller.page).getAttribute('aria-readonly')).toBe('true');
    expect(await bulkFields(admin.page)).toEqual(['Name', 'Owner', 'City']);
    expect(await bulkFields(seller.page)).toEqual(['Name', 'City']);
  });

  it('a form offers the owner to who may change it', async () => {
    const owner = (page: Page) => page.getByRole('combobox', { name: 'Owner' });
    for (const { page } of [admin, seller]) {
      await page.goto(`/o/account/${id}/edit`);
      await page.getByRole('textbox', { name: 'City' }).waitFor();
    }
    await owner(admin.page).waitFor();
    expect(await owner(seller.page).count()).toBe(0);
  });

  it('without rules nothing is compared, and who may make them is led there', async () => {
    for (const { page } of [admin, seller]) {
      await page.goto(`/o/account/${id}`);
      await page.getByRole('button', { name: t('common.more') }).click();
      await page.getByRole('menuitem', { name: t('record.findDuplicates') }).click();
      await page.getByText(t('record.noDuplicateRules', { objects: 'Accounts' })).waitFor();
    }
    const setUp = (page: Page) =>
      page.getByRole('button', { name: t('record.setUpDuplicateRules') });
    expect(await setUp(seller.page).count()).toBe(0);
    await setUp(admin.page).click();
    await admin.page.getByRole('heading', { name: t('duplicate.none') }).waitFor();
  });

  it('left nothing in the console', () => {
    expect(admin.complaints).toEqual([]);
    expect(seller.complaints).toEqual([]);
  });
});
