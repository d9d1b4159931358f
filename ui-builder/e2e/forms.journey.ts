import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
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

const say = {
  en: {
    account: 'Account',
    amount: 'Amount',
    discount: 'Discount',
    net: 'Net amount',
    code: 'Code in Lithuanian',
    stage: 'Stage',
    lost: 'Lost',
    open: 'Open',
    why: 'Why it was lost',
    reason: 'Reason',
    note: 'Note',
    tooMuch: 'Nobody may give more than half',
  },
  'zh-CN': {
    account: '客户',
    amount: '金额',
    discount: '折扣',
    net: '净额',
    code: '立陶宛语代码',
    stage: '阶段',
    lost: '输单',
    open: '进行中',
    why: '输单原因',
    reason: '原因',
    note: '备注',
    tooMuch: '折扣不得超过一半',
  },
};
const both = (key: keyof (typeof say)['en']) => ({ en: say.en[key], 'zh-CN': say['zh-CN'][key] });
const field = (name: string, key: keyof (typeof say)['en'], more: object) => ({
  kind: 'field',
  name,
  label: both(key),
  ...more,
});

const model = [
  { kind: 'object', name: 'account', label: both('account') },
  field('account.discount', 'discount', { type: 'percent' }),
  { kind: 'object', name: 'deal', label: { en: 'Deal', 'zh-CN': '商机' } },
  field('deal.account', 'account', { type: 'reference', to: 'account', relationship: 'deals' }),
  field('deal.amount', 'amount', { type: 'currency' }),
  field('deal.discount', 'discount', { type: 'percent', default_formula: 'account.discount' }),
  field('deal.net', 'net', {
    type: 'formula',
    returns: 'currency',
    expression: 'amount * (1 - discount)',
  }),
  field('deal.code', 'code', {
    type: 'formula',
    returns: 'text',
    expression: 'UPPER(name, "lt")',
  }),
  field('deal.stage', 'stage', {
    type: 'picklist',
    values: [
      { value: 'Open', label: both('open') },
      { value: 'Lost', label: both('lost') },
    ],
  }),
  field('deal.reason', 'reason', { type: 'text' }),
  field('deal.note', 'note', { type: 'text' }),
  {
    kind: 'validation_rule',
    name: 'deal.at_most_half',
    field: 'discount',
    error_when: 'discount > 0.5',
    message: both('tooMuch'),
  },
  {
    kind: 'layout',
    name: 'deal.main',
    label: 'Main',
    default: true,
    sections: [
      { fields: ['name', 'account', 'amount', 'discount', 'net', 'code', 'stage'] },
      {
        label: both('why'),
        visible_when: 'ISPICKVAL(stage, "Lost")',
        fields: [{ field: 'reason', required: true }],
      },
      { fields: ['note'] },
    ],
  },
];

/** What a form makes of formulas while somebody types. */
describe.each<{ language: Language; theme: 'light' | 'dark'; width: number }>([
  { language: 'en', theme: 'light', width: 1280 },
  { language: 'zh-CN', theme: 'dark', width: 390 },
])('forms in $language, $theme, $width pixels wide', ({ language, theme, width }) => {
  const t = textsIn(language);
  const words = say[language];
  let visited: Visit;
  let page: Page;
  let deal = '';

  beforeAll(async () => {
    visited = await visit(browser, { language, theme, width });
    page = visited.page;
    await signUp(page, t, {
      company: 'Forms Ltd',
      address: `journey-forms-${Date.now().toString(36)}`,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    await defineModel(page, model);
    await insertRecords(page, 'account', [
      { name: 'Acme', discount: 10 },
      { name: 'Betatech', discount: 20 },
    ]);
  });
  beforeEach(() => pictureOnFailure(() => visited));
  afterAll(async () => {
    await visited.context.close();
  });

  const box = (name: string) => textbox(page, name);
  const output = (name: string) =>
    page.getByRole('group', { name, exact: true }).getByRole('status');
  const reads = (name: string, text: string) =>
    expect.poll(() => output(name).innerText()).toContain(text);
  const holds = (name: string, text: string) =>
    expect.poll(() => box(name).inputValue()).toBe(text);
  const choose = async (name: string, choice: string) => {
    await page.getByRole('combobox', { name, exact: true }).fill(choice);
    await page.getByRole('option', { name: choice }).click();
  };
  const section = () => page.getByRole('heading', { name: words.why, level: 2 });
  /** Said beside the field, and once more where screen readers listen. */
  const message = () => page.getByText(words.tooMuch);
  const save = () => page.getByRole('button', { name: t('common.save'), exact: true }).click();
  const picture = async (name: string) => {
    const folder = process.env['JOURNEY_PICTURES'];
    if (folder) {
      await page.screenshot({ path: join(folder, `${name}-${language}-${theme}-${width}.png`) });
    }
  };
  const expectFitting = async () => {
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  };

  it('a rule speaks after its field was left, and is silent again', async () => {
    await page.goto('/o/deal/new');
    await box(words.amount).fill('200');
    await box(words.discount).fill('60');
    await reads(words.net, '80');
    expect(await message().count()).toBe(0);
    await box(words.discount).blur();
    await message().first().waitFor();
    const spoken = page.locator('[aria-live="polite"]', { hasText: words.tooMuch });
    expect(await spoken.count()).toBe(1);
    await expectAccessible(page);
    await picture('form-rule');
    await box(words.discount).fill('50');
    await expect.poll(() => message().count()).toBe(0);
  });

  it('values change while typing, and defaults follow what they read', async () => {
    await page.goto('/o/deal/new');
    await box(t('common.name')).fill('Chairs');
    await box(words.amount).fill('200');
    await choose(words.account, 'Acme');
    await holds(words.discount, '10');
    await reads(words.net, '180');
    await choose(words.account, 'Betatech');
    await holds(words.discount, '20');
    await reads(words.net, '160');
    await reads(words.code, t('field.computed.hint'));
    await picture('form-values');
  });

  it('what a person has entered stays', async () => {
    await box(words.discount).fill('25');
    await reads(words.net, '150');
    await choose(words.account, 'Acme');
    await reads(words.net, '150');
    await holds(words.discount, '25');
  });

  it('a section comes and goes with the stage, and keeps what was entered', async () => {
    expect(await section().count()).toBe(0);
    await box(words.note).fill('Below');
    await choose(words.stage, words.lost);
    await section().waitFor();
    await box(words.reason).fill('Too dear');
    await picture('form-section');
    await expectAccessible(page);
    await expectFitting();
    await choose(words.stage, words.open);
    await expect.poll(() => section().count()).toBe(0);
    await choose(words.stage, words.lost);
    await holds(words.reason, 'Too dear');
    await holds(words.note, 'Below');
  });

  it('the server asks for what is shown, and its word stands', async () => {
    await box(words.reason).fill('');
    await box(words.discount).fill('60');
    await save();
    await page.getByRole('alert').first().waitFor();
    expect(await box(words.reason).getAttribute('aria-invalid')).toBe('true');
    expect(await box(words.discount).getAttribute('aria-invalid')).toBe('true');
    await box(words.discount).fill('50');
    await expect.poll(() => message().count()).toBe(0);
    await choose(words.stage, words.open);
    await save();
    await page.getByRole('heading', { name: 'Chairs', level: 1 }).waitFor();
    deal = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const saved = await platform<Record<string, unknown>>(page, 'GET', `/records/deal/${deal}`);
    expect(saved).toMatchObject({ discount: 50, net: 100, code: 'CHAIRS', stage: 'Open' });
  });

  it('the page of a record hides what its form hides', async () => {
    await page.getByText(words.note).first().waitFor();
    expect(await section().count()).toBe(0);
    await platform(page, 'PATCH', `/records/deal/${deal}`, { stage: 'Lost', reason: 'Too dear' });
    await page.reload();
    await section().waitFor();
    await page.goto(`/o/deal/${deal}/edit`);
    await reads(words.code, 'CHAIRS');
    await box(t('common.name')).fill('Tables');
    await reads(words.code, t('field.computed.hint'));
    await picture('form-edit');
    await expectAccessible(page);
  });

  it('an administrator writes the condition', async () => {
    await page.goto('/setup/objects/deal/layouts/main');
    // The form before has unsaved changes; its guard is the browser's own for a new address.
    await page
      .getByRole('button', { name: t('layout.sectionVisibleWhen', { number: 3 }), exact: true })
      .click();
    await writeFormula(textbox(dialog(page), t('layout.condition')), 'amount > 100');
    await picture('layout-condition');
    await expectAccessible(page);
    await dialog(page)
      .getByRole('button', { name: t('common.apply'), exact: true })
      .click();
    await page.getByText('amount > 100').waitFor();
    await picture('layout-conditions');
    await expectFitting();
    await save();
    await expect
      .poll(async () => {
        const { layouts } = await platform<{ layouts: { sections: object[] }[] }>(
          page,
          'GET',
          '/describe/deal',
        );
        return layouts[0]?.sections[2];
      })
      .toHaveProperty('visible_when');
  });

  it('left nothing in the console', () => {
    expect(visited.complaints).toEqual([]);
  });
});
