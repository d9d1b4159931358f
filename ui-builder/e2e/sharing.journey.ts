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

const PASSWORD = 'another horse battery';

const model = [
  { kind: 'object', name: 'deal', label: 'Deal', plural_label: 'Deals' },
  { kind: 'field', name: 'deal.amount', label: 'Amount', type: 'number', precision: 18, scale: 2 },
  {
    kind: 'permission_set',
    name: 'sales',
    label: 'Sales',
    objects: { deal: ['read', 'create', 'edit', 'delete'] },
    fields: { '*': 'edit' },
    apps: ['*'],
  },
];

const people = [
  { name: 'Mia Manager', username: 'mia@example.test' },
  { name: 'Sam Seller', username: 'sam@example.test' },
  { name: 'Otto Other', username: 'otto@example.test' },
];

/** Who sees which records, from the roles in Setup to the reason why somebody sees one. */
describe('an administrator, a manager and two sellers', () => {
  const t = textsIn('en');
  const address = `journey-sharing-${Date.now().toString(36)}`;
  let admin: Visit;
  let manager: Visit;
  let seller: Visit;
  let other: Visit;
  let id: string;

  const signIn = async (username: string): Promise<Visit> => {
    const visited = await visit(browser, { language: 'en' });
    const { page } = visited;
    await page.goto('/sign-in');
    await page.getByLabel(t('signIn.workspace')).fill(address);
    await page.getByLabel(t('signIn.username')).fill(username);
    await page.getByLabel(t('signIn.password')).fill(PASSWORD);
    await page.getByRole('button', { name: t('signIn.submit'), exact: true }).click();
    await page.getByRole('link', { name: t('shell.recycleBin') }).waitFor();
    return visited;
  };

  beforeAll(async () => {
    admin = await visit(browser, { language: 'en' });
    await signUp(admin.page, t, {
      company: 'Sharing Ltd',
      address,
      email: 'ada@example.test',
      password: 'correct horse battery',
    });
    await defineModel(admin.page, model);
    for (const person of people) {
      await platform(admin.page, 'POST', '/users', {
        ...person,
        email: person.username,
        password: PASSWORD,
        permission_sets: ['sales'],
      });
    }
    manager = await signIn('mia@example.test');
    seller = await signIn('sam@example.test');
    other = await signIn('otto@example.test');
    [id = ''] = await insertRecords(seller.page, 'deal', [{ name: 'Forty chairs', amount: 4000 }]);
    await insertRecords(other.page, 'deal', [{ name: 'A single lamp', amount: 40 }]);
  });
  const visits = () => [admin, manager, seller, other];
  beforeEach(() => {
    for (let i = 0; i < 4; i++) pictureOnFailure(() => visits()[i]);
  });
  afterAll(async () => {
    for (const { context } of visits()) await context.close();
  });

  const menu = async (page: Page, item: string) => {
    await page.getByRole('button', { name: t('common.more'), exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  const CHAIRS = 'Forty chairs';
  const LAMP = 'A single lamp';

  /** Which of the deals are listed. */
  const deals = async (page: Page) => {
    await page.goto('/o/deal?columns=name,amount');
    const box = (name: string) =>
      page.getByRole('checkbox', { name: t('list.selectRow', { name }), exact: true });
    await box(CHAIRS).or(box(LAMP)).first().waitFor();
    const counts = await Promise.all([CHAIRS, LAMP].map((name) => box(name).count()));
    return [CHAIRS, LAMP].filter((_, index) => counts[index] === 1);
  };

  it('roles stand below one another', async () => {
    const { page } = admin;
    const named = async (name: string) => {
      await textbox(dialog(page), t('common.name')).fill(name);
      await dialog(page)
        .getByRole('button', { name: t('common.create') })
        .click();
      await page.getByRole('button', { name, exact: true }).waitFor();
    };
    await page.goto('/setup/roles');
    await page.getByRole('heading', { name: t('role.none') }).waitFor();
    await page.getByRole('button', { name: t('role.new') }).click();
    await named('Manager');
    await page.getByRole('button', { name: t('role.addBelow', { name: 'Manager' }) }).click();
    await named('Seller');
    await page
      .getByRole('list', { name: t('role.below', { name: 'Manager' }) })
      .getByRole('button', { name: 'Seller', exact: true })
      .waitFor();
    await expectAccessible(page);
  });

  it('a role that is taken is told at its name', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: t('role.new') }).click();
    const name = textbox(dialog(page), t('common.name'));
    await name.fill('Seller');
    await dialog(page)
      .getByRole('button', { name: t('common.create') })
      .click();
    await page.locator('input[aria-invalid="true"]').and(name).waitFor();
    await dialog(page)
      .getByRole('button', { name: t('common.cancel') })
      .click();
  });

  it('users get them', async () => {
    const { page } = admin;
    await page.goto('/setup/users');
    for (const [name, role] of [
      ['Mia Manager', 'Manager'],
      ['Sam Seller', 'Seller'],
      ['Otto Other', 'Seller'],
    ] as const) {
      await page.getByRole('button', { name, exact: true }).click();
      const roles = dialog(page).getByRole('combobox', { name: t('user.role') });
      await roles.getByRole('option', { name: role }).waitFor({ state: 'attached' });
      await roles.selectOption(role);
      await dialog(page)
        .getByRole('button', { name: t('common.save') })
        .click();
      await page.getByRole('row', { name }).getByRole('cell', { name: role }).first().waitFor();
    }
    await page.goto('/setup/roles');
    await page.getByText(t('role.users', { count: 2 })).waitFor();
  });

  it('until the object is closed everybody sees everything', async () => {
    expect(await deals(seller.page)).toEqual([CHAIRS, LAMP]);
  });

  it('the object is closed', async () => {
    const { page } = admin;
    await page.goto('/setup/objects/deal/sharing');
    const byParent = page.getByRole('radio', { name: t('sharing.by_parent') });
    await byParent.waitFor();
    expect(await byParent.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: t('sharing.private') }).check();
    const save = page.getByRole('button', { name: t('common.save'), exact: true });
    await save.click();
    await save.waitFor({ state: 'detached' });
    await page.getByText(t('builder.saved'), { exact: true }).waitFor();
    await expectAccessible(page);
  });

  it('sellers see their own, the manager sees both', async () => {
    expect(await deals(seller.page)).toEqual([CHAIRS]);
    expect(await deals(other.page)).toEqual([LAMP]);
    expect(await deals(manager.page)).toEqual([CHAIRS, LAMP]);
  });

  it('the owner shares one for reading', async () => {
    const { page } = seller;
    await page.goto(`/o/deal/${id}`);
    await menu(page, t('share.action'));
    const form = dialog(page);
    await form.getByText(t('share.none')).waitFor();
    const who = t('grantee.choose', { type: t('grantee.user') });
    await form.getByRole('combobox', { name: `${t('share.who')}: ${who}` }).fill('otto');
    await page.getByRole('option', { name: 'Otto Other' }).click();
    await textbox(form, t('share.duty')).fill('Stands in');
    await expectAccessible(page);
    await form.getByRole('button', { name: t('share.action'), exact: true }).click();
    await form
      .getByRole('list', { name: t('share.with') })
      .getByText('Otto Other')
      .waitFor();
    await form.getByRole('button', { name: t('common.done') }).click();
  });

  it('who reads it is offered nothing more', async () => {
    const { page } = other;
    expect(await deals(page)).toEqual([CHAIRS, LAMP]);
    await page.goto(`/o/deal/${id}`);
    await page.getByRole('heading', { name: 'Forty chairs' }).waitFor();
    await page.getByRole('button', { name: t('common.more'), exact: true }).click();
    await page.getByRole('menuitem', { name: t('record.copyLink') }).waitFor();
    expect(await page.getByRole('menuitem', { name: t('share.action') }).count()).toBe(0);
    expect(await page.getByRole('menuitem', { name: t('common.delete') }).count()).toBe(0);
    expect(await page.getByRole('link', { name: t('common.edit'), exact: true }).count()).toBe(0);
    await page.goto(`/o/deal/${id}/edit`);
    await page.getByText(t('record.notEditable')).waitFor();
  });

  it('the administrator sees why', async () => {
    const { page } = admin;
    await page.goto(`/o/deal/${id}`);
    await menu(page, t('explain.action'));
    const explained = dialog(page);
    const user = explained.getByRole('combobox', { name: t('explain.user') });
    const verdict = (of: 'read' | 'edit') =>
      explained.getByRole('region', { name: t(`explain.${of}`), exact: true });
    await user.fill('mia');
    await page.getByRole('option', { name: 'Mia Manager' }).click();
    const chain = t('reason.role', { name: 'Manager → Seller' });
    await verdict('edit').getByText(chain).waitFor();
    await user.fill('otto');
    await page.getByRole('option', { name: 'Otto Other' }).click();
    await verdict('read').getByText(t('reason.share')).waitFor();
    await verdict('edit').getByText(t('explain.denied')).waitFor();
    await expectAccessible(page);
    await explained
      .getByRole('button', { name: t('common.close') })
      .last()
      .click();
  });

  it('a share that has ended shows nothing any more', async () => {
    const { page } = seller;
    await menu(page, t('share.action'));
    await dialog(page)
      .getByRole('button', { name: t('share.end', { name: 'Otto Other' }) })
      .click();
    await dialog(page).getByText(t('share.none')).waitFor();
    expect(await deals(other.page)).toEqual([LAMP]);
  });

  it('left nothing in the console', () => {
    for (const { complaints } of visits()) expect(complaints).toEqual([]);
  });
});
