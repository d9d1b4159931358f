import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from './accessibility';
import { launch, pictureOnFailure, visit, type Visit } from './browser';
import { addField, defineObject, dialog, signUp, textbox, writeFormula } from './setup';
import { textsIn } from './texts';
import { words } from './words';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The main job, once in each language: from nothing to one's own objects, full of data. */
describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  const t = textsIn(language);
  const say = words[language];
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    visited = await visit(browser, { language });
    page = visited.page;
  });
  beforeEach(() => pictureOnFailure(() => visited));
  afterAll(async () => {
    await visited.context.close();
  });

  const cell = (row: string, text: string) =>
    page.getByRole('row', { name: row }).getByRole('gridcell', { name: text });
  const rows = () => page.getByRole('grid').getByRole('row').count();

  it('a company signs up', async () => {
    await page.goto('/sign-in');
    await expectAccessible(page);
    await signUp(page, t, {
      company: say.company,
      address: `journey-${language.toLowerCase()}-${Date.now().toString(36)}`,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await expectAccessible(page);
  });

  it('defines two objects that refer to each other', async () => {
    await defineObject(page, t, { ...say.account, name: 'account', icon: 'building' });
    await defineObject(page, t, { ...say.deal, name: 'deal', icon: 'handshake' });
    await addField(page, t, {
      type: 'text',
      label: say.code,
      name: 'code',
      settings: (form) => form.getByRole('checkbox', { name: t('fieldDef.externalId') }).check(),
    });
    await addField(page, t, {
      type: 'reference',
      label: say.account.label,
      name: 'account',
      settings: async (form) => {
        await form
          .getByRole('combobox', { name: t('fieldDef.to'), exact: true })
          .selectOption('account');
      },
    });
    await addField(page, t, { type: 'currency', label: say.amount, name: 'amount' });
    await addField(page, t, { type: 'date', label: say.closes, name: 'closes' });
    await addField(page, t, {
      type: 'picklist',
      label: say.stage,
      name: 'stage',
      settings: async (form) => {
        await form.getByRole('button', { name: t('fieldDef.addSeveral') }).click();
        await form.getByLabel(t('fieldDef.pasteHint')).fill(say.stages.join('\n'));
        await form.getByRole('button', { name: t('common.add'), exact: true }).click();
      },
    });
    await expectAccessible(page);
  });

  it('arranges a layout with the keyboard', async () => {
    await page.goto('/setup/objects/deal/layouts');
    await page.getByRole('button', { name: t('layout.new') }).click();
    await textbox(dialog(page), t('builder.label')).fill(say.layout);
    await textbox(dialog(page), t('builder.apiName')).fill('main');
    await dialog(page)
      .getByRole('button', { name: t('common.create') })
      .click();
    await page.waitForURL('**/layouts/main');
    const chips = page.getByRole('region', { name: t('layout.section', { number: 1 }) });
    const place = async () =>
      (await chips.getByRole('listitem').allInnerTexts())
        .map((text) => text.trim())
        .indexOf(say.stage);
    const stage = chips.getByRole('button', { name: say.stage, exact: true });
    await stage.waitFor();
    const before = await place();
    await stage.press('ArrowUp');
    await expect.poll(place).toBe(before - 1);
    await expectAccessible(page);
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await page.getByText(t('builder.saved'), { exact: true }).first().waitFor();
  });

  it('creates records, and is told what is wrong where it is wrong', async () => {
    await page.goto('/o/account/new');
    await textbox(page, t('common.name')).fill(say.customers[0]);
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await page.getByRole('heading', { name: say.customers[0], level: 1 }).waitFor();

    await page.goto('/o/deal/new');
    await textbox(page, t('common.name')).fill(say.deals[0]);
    await textbox(page, say.code).fill('D-1');
    await textbox(page, say.amount).fill('1234.5');
    await page.getByRole('combobox', { name: say.account.label }).fill(say.customers[0]);
    await page.getByRole('option', { name: say.customers[0] }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await page.getByRole('heading', { name: say.deals[0], level: 1 }).waitFor();
    await expectAccessible(page);

    await page.goto('/o/deal/new');
    await textbox(page, t('common.name')).fill(say.deals[1]);
    await textbox(page, say.code).fill('d-1');
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    // Another deal has this code: nothing is lost, and the message stands at the field.
    const code = textbox(page, say.code);
    await expect.poll(() => code.getAttribute('aria-invalid')).toBe('true');
    expect(await textbox(page, t('common.name')).inputValue()).toBe(say.deals[1]);
    await code.fill('D-2');
    await textbox(page, say.amount).fill('99');
    await page.getByRole('button', { name: t('common.save'), exact: true }).click();
    await page.getByRole('heading', { name: say.deals[1], level: 1 }).waitFor();
  });

  it('imports a file', async () => {
    await page.goto('/import/new?object=deal');
    await page.locator('input[type=file]').setInputFiles({
      name: 'deals.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csvFile(say)),
    });
    await page.getByLabel(t('import.targetOf', { column: say.account.label })).waitFor();
    const target = (column: string) =>
      page.getByLabel(t('import.targetOf', { column })).inputValue();
    expect(await target(say.code)).toBe('code');
    expect(await target(say.account.label)).toBe('account.name');
    expect(await target(say.amount)).toBe('amount');
    await expectAccessible(page);
    await page.getByRole('button', { name: t('import.start') }).click();
    await page.getByText(t('import.status.completed'), { exact: true }).waitFor();
    const figure = (label: string) =>
      page.locator('dl > div', { hasText: label }).getByRole('definition').innerText();
    expect(await figure(t('import.created'))).toBe('40');
    // One row names a customer that does not exist.
    expect(await figure(t('import.failed'))).toBe('1');
    await expectAccessible(page);
    const [errors] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t('import.errorsFile') }).click(),
    ]);
    expect(await readFile(await errors.path(), 'utf8')).toContain('D-nobody');
  });

  it('filters, sorts and edits a list', async () => {
    await page.goto('/o/deal');
    await page.getByRole('grid').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: t('list.filter'), exact: true }).click();
    await page.getByRole('button', { name: t('filter.asFormula') }).click();
    await writeFormula(
      textbox(page, t('filter.formula')),
      'amount > 1000 && account.name = "' + say.customers[0] + '"',
    );
    await page.getByRole('button', { name: t('common.apply') }).click();
    await page.keyboard.press('Escape');
    // Of the imported deals every tenth, and the one made by hand.
    await expect.poll(rows).toBe(1 + 5);
    await page.getByRole('button', { name: say.amount, exact: true }).click();
    await page.getByRole('menuitemradio', { name: t('list.sortDescending') }).click();
    await expect
      .poll(() => page.getByRole('columnheader', { name: say.amount }).getAttribute('aria-sort'))
      .toBe('descending');
    await page.goto('/o/deal?q=D-2');
    await cell(say.deals[1], '99').dblclick();
    const editor = page.getByRole('textbox', { name: say.amount, exact: true });
    await editor.fill('150.25');
    await editor.press('Enter');
    await cell(say.deals[1], '150.25').waitFor();
    await page.reload();
    await cell(say.deals[1], '150.25').waitFor();
  });

  it('exports what is in the list', async () => {
    await page.goto('/o/deal');
    await page.getByRole('grid').waitFor();
    await page.getByRole('button', { name: t('list.export') }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: t('list.exportCsv') }).click(),
    ]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/);
    expect(lines).toHaveLength(1 + 42);
    expect(lines.join()).toContain('150.25');
  });

  it('deletes a record and brings it back', async () => {
    await page.goto('/o/deal?q=D-2');
    await page.getByRole('link', { name: say.deals[1], exact: true }).click();
    await page.getByRole('heading', { name: say.deals[1], level: 1 }).waitFor();
    await page.getByRole('button', { name: t('common.more') }).click();
    await page.getByRole('menuitem', { name: t('common.delete') }).click();
    await dialog(page)
      .getByRole('button', { name: t('common.delete') })
      .click();
    await page.waitForURL('**/o/deal**');
    await page.goto('/recycle-bin');
    await page
      .getByRole('button', { name: t('recycle.restoreNamed', { name: say.deals[1] }) })
      .waitFor();
    await expectAccessible(page);
    await page
      .getByRole('button', { name: t('recycle.restoreNamed', { name: say.deals[1] }) })
      .click();
    await page.getByRole('heading', { name: t('recycle.empty') }).waitFor();
    await page.goto('/o/deal?q=D-2');
    await cell(say.deals[1], '150.25').waitFor();
  });

  it('undoes the import as a whole', async () => {
    await page.goto('/import');
    await page.getByRole('link', { name: 'deals.csv' }).click();
    await page.getByRole('button', { name: t('import.undo') }).click();
    await dialog(page)
      .getByRole('button', { name: t('import.undo') })
      .click();
    await page.getByText(t('import.status.undone'), { exact: true }).waitFor();
    await page.goto('/o/deal');
    await expect.poll(rows).toBe(1 + 2);
  });

  it('is asked before a change of type loses values', async () => {
    await page.goto('/setup/objects/deal');
    await page.getByRole('button', { name: say.code, exact: true }).click();
    const form = dialog(page);
    await form
      .getByRole('combobox', { name: t('fieldDef.type'), exact: true })
      .selectOption('number');
    await form.getByRole('button', { name: t('common.save'), exact: true }).click();
    const question = page.getByRole('dialog', { name: t('impact.title') });
    await question.getByRole('cell', { name: 'D-1', exact: true }).waitFor();
    await expectAccessible(page);
    await question.getByRole('button', { name: t('common.cancel') }).click();
    await form.getByRole('button', { name: t('common.cancel') }).click();
  });

  it('sees what uses a field before it is deleted', async () => {
    await page.goto('/setup/objects/deal');
    await page.getByRole('button', { name: t('builder.actionsOf', { name: say.amount }) }).click();
    await page.getByRole('menuitem', { name: t('common.delete') }).click();
    await dialog(page).getByRole('link', { name: 'deal.main' }).waitFor();
    await dialog(page)
      .getByRole('button', { name: t('common.delete') })
      .click();
    await dialog(page).getByRole('alert').waitFor();
    await dialog(page)
      .getByRole('button', { name: t('common.cancel') })
      .click();
  });

  it('left nothing in the console', () => {
    expect(visited.complaints).toEqual([]);
  });
});

/** Forty deals of two customers, of which one is unknown, with what files usually have. */
function csvFile(say: (typeof words)['en']): string {
  const header = [say.name, say.code, say.account.label, say.amount, say.closes].join(',');
  const deals = Array.from({ length: 40 }, (_, index) => {
    const customer = index % 2 === 0 ? say.customers[0] : '';
    const amount = index % 10 === 0 ? 2000 + index : index;
    return `"${say.deals[2]}, ${index}",D-${index + 100},${customer},${amount}.50,2026-03-${String((index % 28) + 1).padStart(2, '0')}`;
  });
  return [`\uFEFF${header}`, ...deals, `x,D-nobody,Nobody Inc,1,2026-01-01`].join('\r\n');
}
