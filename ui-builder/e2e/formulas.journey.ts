import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '@/i18n';
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
  { kind: 'object', name: 'account', label: { en: 'Account', 'zh-CN': '客户' } },
  {
    kind: 'field',
    name: 'account.revenue',
    label: { en: 'Revenue', 'zh-CN': '营业额' },
    type: 'currency',
  },
  {
    kind: 'object',
    name: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    plural_label: { en: 'Deals', 'zh-CN': '商机' },
  },
  {
    kind: 'field',
    name: 'deal.amount',
    label: { en: 'Amount', 'zh-CN': '金额' },
    type: 'currency',
  },
  {
    kind: 'field',
    name: 'deal.parts',
    label: { en: 'Parts', 'zh-CN': '份数' },
    type: 'number',
    scale: 0,
  },
  {
    kind: 'field',
    name: 'deal.account',
    label: { en: 'Account', 'zh-CN': '客户' },
    type: 'reference',
    to: 'account',
    relationship: 'deals',
  },
  {
    kind: 'field',
    name: 'deal.stage',
    label: { en: 'Stage', 'zh-CN': '阶段' },
    type: 'picklist',
    values: [
      { value: 'Open', label: { en: 'Open', 'zh-CN': '进行中' } },
      { value: 'Won', label: { en: 'Won', 'zh-CN': '赢单' } },
    ],
  },
];

const said = {
  en: { share: 'Share', account: 'Account', deals: 'Deals', amount: 'Amount', stage: 'Stage' },
  'zh-CN': { share: '占比', account: '客户', deals: '商机', amount: '金额', stage: '阶段' },
};

/** From a formula that somebody writes to the list that is filtered by it. */
describe.each<{ language: Language; theme: 'light' | 'dark'; width: number }>([
  { language: 'en', theme: 'light', width: 1280 },
  { language: 'zh-CN', theme: 'dark', width: 390 },
])('formulas in $language, $theme, $width pixels wide', ({ language, theme, width }) => {
  const t = textsIn(language);
  const words = said[language];
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    visited = await visit(browser, { language, theme, width });
    page = visited.page;
    await signUp(page, t, {
      company: 'Formula Ltd',
      address: `journey-formula-${Date.now().toString(36)}`,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    await defineModel(page, model);
    const [acme] = await insertRecords(page, 'account', [{ name: 'Acme', revenue: 1000 }]);
    await insertRecords(page, 'deal', [
      { name: 'Without parts', amount: 100, parts: 0, account: acme, stage: 'Open' },
      { name: 'In four', amount: 100, parts: 4, account: acme, stage: 'Won' },
      { name: 'In three', amount: 100, parts: 3, account: acme, stage: 'Open' },
    ]);
  });
  beforeEach(() => pictureOnFailure(() => visited));
  afterAll(async () => {
    await visited.context.close();
  });

  const button = (where: Page | Locator, name: string) =>
    where.getByRole('button', { name, exact: true });
  const gone = () => page.locator('dialog[open]').waitFor({ state: 'detached' });
  const offered = () => page.getByRole('listbox').getByRole('option');
  /** With JOURNEY_PICTURES, what a person would look at. */
  const picture = async (name: string) => {
    const folder = process.env['JOURNEY_PICTURES'];
    if (folder) {
      await page.screenshot({ path: join(folder, `${name}-${language}-${theme}-${width}.png`) });
    }
  };

  it('are written with what is offered', async () => {
    await page.goto('/setup/objects/deal');
    await button(page, t('fieldDef.new')).click();
    await dialog(page).getByLabel(t('fieldDef.searchTypes')).fill(t('fieldType.formula'));
    await picture('types');
    await dialog(page)
      .getByRole('button', { name: new RegExp(`^${t('fieldType.formula')}`) })
      .first()
      .click();
    await textbox(dialog(page), t('builder.label')).fill(words.share);
    await textbox(dialog(page), t('builder.apiName')).fill('share');
    await dialog(page)
      .getByRole('combobox', { name: t('fieldDef.returns') })
      .selectOption('percent');
    const formula = textbox(dialog(page), t('fieldDef.expression'));
    await formula.click();
    await page.keyboard.type('rou');
    await offered().filter({ hasText: 'ROUND' }).first().waitFor();
    await picture('functions');
    await page.keyboard.press('Tab');
    // A field is found by its label, too.
    await page.keyboard.type(words.amount.slice(0, 3));
    await offered().filter({ hasText: 'amount' }).first().waitFor();
    await picture('fields');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' / account.rev');
    await offered().filter({ hasText: 'revenue' }).first().waitFor();
    await page.keyboard.press('Escape');
    await offered().first().waitFor({ state: 'detached' });
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.keyboard.press('Control+Space');
    await offered().filter({ hasText: 'revenue' }).first().waitFor();
    await page.keyboard.press('Enter');
    expect(await formula.innerText()).toBe('ROUND(amount / account.revenue)');
  });

  it('are wrong until they are mended', async () => {
    const formula = textbox(dialog(page), t('fieldDef.expression'));
    const form = dialog(page);
    // ROUND wants to know how many places.
    await form.getByRole('status').filter({ hasText: 'ROUND' }).waitFor();
    const underlined = form.locator('.cm-lintRange-error');
    expect(await underlined.allInnerTexts()).toEqual(['ROUND']);
    expect(await formula.getAttribute('aria-invalid')).toBe('true');
    await underlined.hover();
    await form.locator('.cm-diagnostic').waitFor();
    await picture('wrong');
    await page.keyboard.type(', 4');
    await form.getByText(t('editor.yields', { type: t('editor.type.number') })).waitFor();
    await underlined.waitFor({ state: 'detached' });
    expect(await formula.getAttribute('aria-invalid')).toBe('false');
    await expectAccessible(page);
  });

  it('are undone and typed over several lines', async () => {
    const formula = textbox(dialog(page), t('fieldDef.expression'));
    await formula.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('+ 1');
    expect(await formula.innerText()).toContain('\n');
    await page.keyboard.press('Control+z');
    expect(await formula.innerText()).not.toContain('+ 1');
    await page.keyboard.press('Control+y');
    expect(await formula.innerText()).toContain('+ 1');
  });

  it('are tried out on records, part by part', async () => {
    const form = dialog(page);
    const formula = textbox(form, t('fieldDef.expression'));
    await writeFormula(formula, 'ROUND(amount / parts / account.revenue, 4)');
    await button(form, t('editor.tryOut')).click();
    const tried = form.getByRole('region', { name: t('editor.tryOut') });
    await tried.getByRole('button', { name: /In four.*2\.5/ }).waitFor();
    await tried.getByRole('button', { name: /Without parts/ }).click();
    await tried.getByText(t('editor.partsOf', { name: 'Without parts' })).waitFor();
    const failing = tried.getByRole('button', { name: /^amount \/ parts (?!\/)/ });
    await failing.hover();
    expect(await form.locator('.cm-shown').innerText()).toBe('amount / parts');
    await tried.scrollIntoViewIfNeeded();
    await picture('try');
    await tried.getByLabel(t('editor.searchRecords')).fill('three');
    await tried.getByRole('button', { name: /In four/ }).waitFor({ state: 'detached' });
    await tried.getByRole('button', { name: /In three.*3\.33/ }).waitFor();
    await expectAccessible(page);
    await button(form, t('common.create')).click();
    await gone();
    await page.getByRole('table').getByRole('button', { name: words.share, exact: true }).waitFor();
  });

  it('are looked through, and inserted', async () => {
    await page.getByRole('button', { name: words.share, exact: true }).click();
    const form = dialog(page);
    await textbox(form, t('fieldDef.expression')).press('Control+End');
    await button(form, t('editor.insert')).click();
    await page.getByLabel(t('editor.searchInsert')).fill('WEEK');
    await page.getByRole('button', { name: /^ISOWEEK/ }).waitFor();
    await expectAccessible(page);
    await picture('insert');
    await page.getByRole('button', { name: /^WEEKDAY/ }).click();
    expect(await textbox(form, t('fieldDef.expression')).innerText()).toContain('WEEKDAY()');
    await button(form, t('common.cancel')).click();
    await gone();
  });

  it('show what they depend on', async () => {
    await button(page, t('builder.actionsOf', { name: words.share })).click();
    await page.getByRole('menuitem', { name: t('fieldDef.usages') }).click();
    const graph = dialog(page).getByRole('region', { name: t('dependency.graph') });
    await graph
      .getByText('account.revenue')
      .or(graph.getByTitle('account.revenue'))
      .first()
      .waitFor();
    await picture('graph');
    await expectAccessible(page);
    await graph.getByTitle('deal.amount').getByRole('link').click();
    await page.waitForURL('**/setup/objects/deal?open=amount');
    await dialog(page)
      .getByRole('heading', { name: t('fieldDef.editTitle', { name: words.amount }) })
      .waitFor();
    await button(dialog(page), t('common.cancel')).click();
    await gone();
  });

  it('are shown in lists, which are filtered by what they yield', async () => {
    await page.goto('/o/deal?columns=name,share');
    await page.getByText(/2\.5/).first().waitFor();
    await picture('list');
    await page.goto(`/o/deal?columns=name,share&filter=${encodeURIComponent('share > 0.03')}`);
    await page.getByText(/3\.33/).first().waitFor();
    await page.getByText('In four').first().waitFor({ state: 'detached' });
    await button(page, t('list.filterCount', { count: 1 })).click();
    const value = page.getByRole('group', { name: new RegExp(words.share) }).getByRole('textbox');
    await value.fill('2');
    await page.getByText(/2\.5/).first().waitFor();
    await picture('filter');
    await button(page, t('filter.asFormula')).click();
    await page.locator('.cm-content').filter({ hasText: 'share > 0.02' }).waitFor();
    await picture('filter-formula');
    await page.keyboard.press('Escape');
  });

  it('are read-only on forms', async () => {
    const { records } = await platform<{ records: { id: string }[] }>(
      page,
      'GET',
      '/records/deal?q=four',
    );
    await page.goto(`/o/deal/${records[0]?.id}/edit`);
    const share = page.getByRole('group', { name: words.share });
    await share.getByText(/2\.5/).waitFor();
    expect(await share.getByRole('textbox').count()).toBe(0);
    await expectAccessible(page);
    await picture('form');
  });

  it('make rules', async () => {
    await page.goto('/setup/objects/deal/validation-rules');
    await page.getByText(t('rule.none')).waitFor();
    await picture('rules-empty');
    await button(page, t('rule.new')).click();
    const form = dialog(page);
    await textbox(form, t('builder.label')).fill('Won');
    await textbox(form, t('builder.apiName')).fill('won_needs_amount');
    const condition = textbox(form, t('rule.errorWhen'));
    await condition.click();
    await page.keyboard.type('stage = ');
    await offered().filter({ hasText: 'Won' }).first().waitFor();
    await picture('rule-choices');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' && ISCHANGED(stage) && ISBLANK(amount)');
    await form.getByText(t('editor.yields', { type: t('editor.type.boolean') })).waitFor();
    await textbox(form, t('rule.message')).fill('A won deal needs an amount');
    await button(form, t('builder.otherLanguages', { label: t('rule.message') })).click();
    const other = language === 'en' ? '简体中文' : 'English';
    await textbox(form, `${t('rule.message')} · ${other}`).fill('赢单必须填写金额');
    await form.getByRole('combobox', { name: t('rule.field') }).selectOption('amount');
    await expectAccessible(page);
    await picture('rule');
    await button(form, t('common.create')).click();
    await gone();
    const active = page.getByRole('checkbox', { name: t('rule.activeNamed', { name: 'Won' }) });
    await active.uncheck();
    await expect
      .poll(async () => (await rule())['active'], { message: 'the rule is off' })
      .toBe(false);
    await active.check();
    await expect.poll(async () => (await rule())['active']).toBe(true);
    expect(await rule()).toMatchObject({
      error_when: 'stage = "Won" && ISCHANGED(stage) && ISBLANK(amount)',
      field: 'amount',
    });
    await picture('rules');
    // What it is for: a save that would break it is refused, with its words.
    await page.goto('/o/deal?columns=name,amount,stage');
    const [deal] = await insertRecords(page, 'deal', [{ name: 'Priceless', stage: 'Open' }]);
    await expect(
      platform(page, 'PATCH', `/records/deal/${deal}`, { stage: 'Won' }),
    ).rejects.toThrow('/amount');
    await page.goto('/setup/objects/deal/validation-rules');
    await active.waitFor();
    await expectAccessible(page);
    await button(page, t('builder.deleteNamed', { name: 'Won' })).click();
    await button(dialog(page), t('common.delete')).click();
    await gone();
    await page.getByText(t('rule.none')).waitFor();
  });
  const rule = () =>
    platform<Record<string, unknown>>(
      page,
      'GET',
      '/metadata/validation_rule/deal.won_needs_amount',
    );

  it('gather records', async () => {
    await page.goto('/setup/objects/account');
    await button(page, t('fieldDef.new')).click();
    await dialog(page).getByLabel(t('fieldDef.searchTypes')).fill(t('fieldType.rollup'));
    await dialog(page)
      .getByRole('button', { name: new RegExp(`^${t('fieldType.rollup')}`) })
      .first()
      .click();
    const form = dialog(page);
    await textbox(form, t('builder.label')).fill('Won');
    await textbox(form, t('builder.apiName')).fill('won_total');
    const choose = (name: string, value: string) =>
      form.getByRole('combobox', { name, exact: true }).selectOption(value);
    await choose(t('rollup.from'), 'deal');
    await choose(t('rollup.aggregate'), 'sum');
    await choose(t('rollup.field'), 'amount');
    const where = textbox(form, t('rollup.where'));
    await writeFormula(where, 'stage = "Won"');
    await form.getByText(t('editor.yields', { type: t('editor.type.boolean') })).waitFor();
    await expectAccessible(page);
    await picture('rollup');
    await button(form, t('common.create')).click();
    await gone();
    expect(await platform(page, 'GET', '/metadata/field/account.won_total')).toMatchObject({
      type: 'rollup',
      from: 'deal',
      via: 'account',
      aggregate: 'sum',
      field: 'amount',
      where: 'stage = "Won"',
    });
    await page.goto('/o/account?columns=name,won_total');
    await page
      .getByText(/100\.00/)
      .first()
      .waitFor();
    await picture('rollup-list');
    await page.goto('/setup/objects/account?open=won_total');
    await button(dialog(page), t('rollup.repair')).click();
    await dialog(page)
      .getByText(/1 record, 0 put right|1 条记录，更正 0 条/)
      .waitFor();
    await picture('rollup-repaired');
  });

  it('say what new records get', async () => {
    await page.goto('/setup/objects/deal?open=amount');
    const form = dialog(page);
    await form.getByLabel(t('fieldDef.defaultByFormula')).check();
    await writeFormula(textbox(form, t('fieldDef.default')), 'account.revenue * 0.1');
    await form.getByText(t('editor.yields', { type: t('editor.type.number') })).waitFor();
    await picture('default');
    await button(form, t('common.save')).click();
    await gone();
    expect(await platform(page, 'GET', '/metadata/field/deal.amount')).toMatchObject({
      default_formula: 'account.revenue * 0.1',
    });
  });

  it('left nothing in the console', () => {
    expect(visited.complaints).toEqual([]);
  });
});
