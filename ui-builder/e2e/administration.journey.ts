import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from './accessibility';
import { launch, pictureOnFailure, visit, type Visit } from './browser';
import { defineModel, insertRecords, platform } from './platform';
import { dialog, signUp, textbox, writeFormula } from './setup';
import { textsIn } from './texts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const model = [
  { kind: 'object', name: 'account', label: 'Account', plural_label: 'Accounts' },
  { kind: 'field', name: 'account.city', label: 'City', type: 'text' },
  {
    kind: 'field',
    name: 'account.stage',
    label: 'Stage',
    type: 'picklist',
    values: [{ value: 'Lead' }, { value: 'Customer' }, { value: 'Partner' }],
  },
  { kind: 'object', name: 'visit', label: 'Visit', plural_label: 'Visits' },
];

/** What an administrator saves on each page of Setup, and what people then see of it. */
describe('an administrator', () => {
  const t = textsIn('en');
  const address = `journey-admin-${Date.now().toString(36)}`;
  const password = 'correct horse battery';
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    visited = await visit(browser, { language: 'en' });
    page = visited.page;
    await signUp(page, t, { company: 'Admin Ltd', address, email: 'ada@example.test', password });
    await defineModel(page, model);
    await insertRecords(page, 'account', [
      { name: 'In Bern', city: 'Bern' },
      { name: 'In Basel', city: 'Basel' },
    ]);
  });
  beforeEach(() => pictureOnFailure(() => visited));
  afterAll(async () => {
    await visited.context.close();
  });

  const button = (where: Page | Locator, name: string) =>
    where.getByRole('button', { name, exact: true });
  const gone = () => page.locator('dialog[open]').waitFor({ state: 'detached' });
  const create = async (label: string) => {
    await textbox(dialog(page), t('builder.label')).fill(label);
    await expectAccessible(page);
    await button(dialog(page), t('common.create')).click();
    await gone();
    await page.getByRole('table').getByRole('button', { name: label, exact: true }).waitFor();
  };
  const save = async () => {
    await button(dialog(page), t('common.save')).click();
    await gone();
  };

  it('keeps a value set', async () => {
    await page.goto('/setup/value-sets');
    await button(page, t('valueSet.new')).click();
    await button(dialog(page), t('fieldDef.addSeveral')).click();
    await dialog(page).getByLabel(t('fieldDef.pasteHint')).fill('High\nLow');
    await button(dialog(page), t('common.add')).click();
    await create('Priorities');
    await button(page, 'Priorities').click();
    await button(dialog(page), t('fieldDef.addValue')).click();
    await textbox(dialog(page), t('fieldDef.value', { number: 3 })).fill('Urgent');
    await save();
    await page.getByRole('row', { name: 'Priorities' }).getByRole('cell', { name: '3' }).waitFor();
  });

  it('gives records types, each with its own values', async () => {
    await page.goto('/setup/objects/account/record-types');
    await button(page, t('recordType.new')).click();
    await create('Ordinary');
    await button(page, t('recordType.new')).click();
    const stage = dialog(page).getByRole('group', { name: 'Stage' });
    await stage.getByLabel(t('recordType.allValues')).uncheck();
    await stage.getByLabel('Lead').uncheck();
    await stage.getByLabel('Customer').uncheck();
    await create('Partners');
    await page.goto('/o/account/new');
    await page
      .getByRole('combobox', { name: t('record.recordType') })
      .selectOption({ label: 'Partners' });
    await page.getByRole('combobox', { name: 'Stage' }).click();
    const offered = page.getByRole('listbox').getByRole('option');
    expect(await offered.allInnerTexts()).toEqual(['Partner']);
  });

  it('says which records keep a value before it leaves its list', async () => {
    await insertRecords(page, 'account', [{ name: 'Buys already', stage: 'Customer' }]);
    await page.goto('/setup/objects/account');
    await button(page, 'Stage').click();
    await button(dialog(page), t('builder.removeNamed', { name: 'Customer' })).click();
    await button(dialog(page), t('common.save')).click();
    await dialog(page)
      .getByRole('heading', { name: t('impact.title') })
      .waitFor();
    await dialog(page).getByText('1 record holds a value that leaves the list').waitFor();
    await dialog(page).getByText(t('impact.deactivateValue')).waitFor();
    await expectAccessible(page);
    await button(dialog(page), t('common.cancel')).click();
    await button(dialog(page), t('common.cancel')).click();
    await gone();
  });

  it('saves a list view that everyone can open', async () => {
    await page.goto('/setup/objects/account/list-views');
    await button(page, t('listView.new')).click();
    await dialog(page)
      .getByRole('combobox', { name: t('listView.columns') })
      .fill('City');
    await page.getByRole('listbox').getByRole('option', { name: 'City', exact: true }).click();
    await writeFormula(textbox(dialog(page), t('listView.filter')), 'nowhere = 1');
    await textbox(dialog(page), t('builder.label')).fill('Those in Bern');
    await button(dialog(page), t('common.create')).click();
    await dialog(page).getByRole('alert').first().waitFor();
    await writeFormula(textbox(dialog(page), t('listView.filter')), 'city = "Bern"');
    await dialog(page)
      .getByRole('combobox', { name: t('listView.direction') })
      .waitFor();
    await create('Those in Bern');
    await page.goto('/o/account');
    await page.getByRole('button', { name: t('list.allView', { objects: 'Accounts' }) }).click();
    await page.getByRole('menuitemradio', { name: 'Those in Bern' }).click();
    await page.getByRole('link', { name: 'In Basel' }).waitFor({ state: 'detached' });
    await page.getByRole('gridcell', { name: 'Bern', exact: true }).waitFor();
  });

  it('has duplicates refused', async () => {
    await page.goto('/setup/objects/account/duplicate-rules');
    await button(page, t('duplicate.new')).click();
    await dialog(page)
      .getByRole('combobox', { name: t('duplicate.mode') })
      .selectOption('strict');
    await create('Same name');
    await page.goto('/o/account/new');
    await textbox(page, t('common.name')).fill('In Bern');
    await button(page, t('common.save')).click();
    const found = page.getByRole('alert').filter({ hasText: t('record.duplicatesTitle') });
    await found.getByRole('link', { name: 'In Bern' }).waitFor();
    // A strict rule leaves no way around.
    expect(await button(found, t('record.saveAnyway')).count()).toBe(0);
  });

  it('makes an app of some objects', async () => {
    await page.goto('/setup/apps');
    await button(page, t('app.new')).click();
    await button(dialog(page), t('builder.removeNamed', { name: 'Visits' })).click();
    await create('Field work');
    const navigation = page.getByRole('navigation', { name: t('shell.navigation') });
    await navigation.getByText('Field work').waitFor();
    await navigation.getByRole('link', { name: 'Accounts' }).waitFor();
    expect(await navigation.getByRole('link', { name: 'Visits' }).count()).toBe(0);
  });

  it('writes a permission set', async () => {
    await page.goto('/setup/permission-sets');
    await button(page, t('permission.new')).click();
    await textbox(dialog(page), t('builder.label')).fill('Readers');
    await button(dialog(page), t('common.create')).click();
    await page.waitForURL('**/permission-sets/readers');
    await page.getByRole('checkbox', { name: `Accounts: ${t('permission.read')}` }).check();
    await page.getByRole('checkbox', { name: `Accounts: ${t('permission.view_all')}` }).check();
    await page.getByRole('combobox', { name: t('permission.everyField') }).selectOption('read');
    await page
      .getByRole('combobox', { name: t('permission.fieldsOf'), exact: true })
      .selectOption('account');
    await page.getByRole('combobox', { name: 'City', exact: true }).selectOption('none');
    await page.getByRole('checkbox', { name: t('permission.allApps') }).check();
    await button(page, t('common.save')).click();
    await page.getByText(t('builder.unsaved')).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('checkbox', { name: `Accounts: ${t('permission.read')}` }).waitFor();
    expect(
      await page.getByRole('checkbox', { name: `Accounts: ${t('permission.read')}` }).isChecked(),
    ).toBe(true);
    expect(
      await page.getByRole('checkbox', { name: `Accounts: ${t('permission.edit')}` }).isChecked(),
    ).toBe(false);
    await expectAccessible(page);
  });

  it('invites a user, who sees what the set allows and no more', async () => {
    await page.goto('/setup/users');
    await button(page, t('user.new')).click();
    await textbox(dialog(page), t('common.name')).fill('Rosa Reader');
    await textbox(dialog(page), t('user.email')).fill('rosa@example.test');
    await dialog(page).getByLabel(t('user.password')).fill('another horse battery');
    const sets = dialog(page).getByRole('group', { name: t('setup.permissionSets') });
    for (const set of await sets.getByRole('checkbox').all()) await set.uncheck();
    await sets.getByLabel('Readers').check();
    await expectAccessible(page);
    await button(dialog(page), t('common.create')).click();
    await gone();
    await page.getByRole('row', { name: 'Rosa Reader' }).getByText('Readers').waitFor();

    const reader = await visit(browser, { language: 'en' });
    await reader.page.goto('/sign-in');
    await reader.page.getByLabel(t('signIn.workspace')).fill(address);
    await reader.page.getByLabel(t('signIn.username')).fill('rosa@example.test');
    await reader.page.getByLabel(t('signIn.password')).fill('another horse battery');
    await button(reader.page, t('signIn.submit')).click();
    await reader.page.getByRole('link', { name: 'In Bern' }).waitFor();
    expect(await reader.page.getByRole('columnheader', { name: 'City' }).count()).toBe(0);
    expect(await reader.page.getByRole('link', { name: t('shell.setup') }).count()).toBe(0);
    expect(
      await reader.page.getByRole('link', { name: t('list.new', { object: 'Account' }) }).count(),
    ).toBe(0);
    expect(reader.complaints).toEqual([]);
    await reader.context.close();
  });

  it('deactivates the user', async () => {
    await button(page, 'Rosa Reader').click();
    await dialog(page).getByLabel(t('builder.active'), { exact: true }).uncheck();
    await save();
    await page.getByRole('row', { name: 'Rosa Reader' }).getByText(t('builder.inactive')).waitFor();
  });

  it('translates what it made', async () => {
    await page.goto('/setup/translations');
    await page
      .getByRole('combobox', { name: t('translation.show') })
      .selectOption('object:account');
    await textbox(page, t('translation.of', { text: 'Accounts' })).fill('客户');
    await button(page, t('common.save')).click();
    await page.getByText(t('builder.saved'), { exact: true }).waitFor();
    const chinese = await visit(browser, { language: 'zh-CN', as: visited.context });
    await chinese.page.goto('/o/account');
    await chinese.page.getByRole('heading', { name: '客户', level: 1 }).waitFor();
    await chinese.context.close();
  });

  it('imports a file with its texts replaced', async () => {
    await page.goto('/import/new?object=account');
    await page.locator('input[type=file]').setInputFiles({
      name: 'accounts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Name,City,Stage\nReplaced,BE,C\n'),
    });
    for (const [column, from, to] of [
      ['City', 'BE', 'Bern'],
      ['Stage', 'C', 'Customer'],
    ] as const) {
      await button(page, t('import.replaceIn', { action: t('import.replace'), column })).click();
      await dialog(page)
        .getByLabel(t('import.replaceFrom', { number: 1 }))
        .fill(from);
      await dialog(page)
        .getByLabel(t('import.replaceTo', { number: 1 }))
        .fill(to);
      await expectAccessible(page);
      await button(dialog(page), t('common.apply')).click();
      await gone();
    }
    await button(page, t('import.start')).click();
    await page.getByText(t('import.status.completed'), { exact: true }).waitFor();
    const { records } = await platform<{ records: object[] }>(
      page,
      'GET',
      '/records/account?q=Replaced',
    );
    expect(records).toMatchObject([{ name: 'Replaced', city: 'Bern', stage: 'Customer' }]);
  });

  it('left nothing in the console', () => {
    expect(visited.complaints).toEqual([]);
  });
});
