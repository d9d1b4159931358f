import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '@/i18n';
import { expectAccessible } from './accessibility';
import { authenticator } from './authenticator';
import { launch, pictureOnFailure, visit, type Visit } from './browser';
import { dialog, signUp, textbox } from './setup';
import { textsIn } from './texts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** How people prove who they are, and what they can do when they cannot. */
describe('signing in', () => {
  const t = textsIn('en');
  const address = `journey-sign-in-${Date.now().toString(36)}`;
  const email = 'ada@example.test';
  const password = 'correct horse battery';
  let ada: Visit;
  let page: Page;
  let recoveryCodes: string[];
  let nextCode: () => string;
  const visits: Visit[] = [];

  const open = async (language: Language = 'en', width = 1280) => {
    const opened = await visit(browser, { language, width });
    visits.push(opened);
    return opened;
  };
  const enter = async (where: Page, texts: typeof t, username: string, secret: string) => {
    await where.goto('/sign-in');
    await where.getByLabel(texts('signIn.workspace')).fill(address);
    await where.getByLabel(texts('signIn.username')).fill(username);
    await where.getByLabel(texts('signIn.password')).fill(secret);
    await where.getByRole('button', { name: texts('signIn.submit') }).click();
  };
  const isIn = (where: Page, texts = t) =>
    where.getByRole('button', { name: texts('shell.userMenu') }).waitFor();

  beforeAll(async () => {
    ada = await open();
    page = ada.page;
    await signUp(page, t, { company: 'Sign-in Ltd', address, email, password });
  });
  beforeEach(() => pictureOnFailure(() => ada));
  afterAll(async () => {
    for (const { context } of visits) await context.close();
  });

  it('sets a second factor up', async () => {
    await page.getByRole('button', { name: t('shell.userMenu') }).click();
    await page.getByRole('menuitem', { name: t('profile.title') }).click();
    await page.getByRole('heading', { name: t('factor.title') }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: t('factor.setUp') }).click();
    await dialog(page).getByLabel(t('signIn.password')).fill('not this one');
    await dialog(page)
      .getByRole('button', { name: t('factor.setUp') })
      .click();
    await dialog(page).getByRole('alert').waitFor();
    await dialog(page).getByLabel(t('signIn.password')).fill(password);
    await dialog(page)
      .getByRole('button', { name: t('factor.setUp') })
      .click();
    await dialog(page)
      .getByRole('img', { name: t('factor.picture') })
      .waitFor();
    await expectAccessible(page);
    nextCode = authenticator(await dialog(page).getByLabel(t('factor.key')).innerText());
    await dialog(page).getByLabel(t('factor.code')).fill(nextCode());
    await dialog(page)
      .getByRole('button', { name: t('factor.setUp') })
      .click();
    await dialog(page)
      .getByRole('heading', { name: t('factor.codesTitle') })
      .waitFor();
    recoveryCodes = await dialog(page).getByRole('listitem').allInnerTexts();
    expect(new Set(recoveryCodes).size).toBe(10);
    await expectAccessible(page);
    await dialog(page)
      .getByRole('button', { name: t('factor.codesKept') })
      .click();
    await page.getByText(t('factor.codesLeft', { count: 10 })).waitFor();
  });

  it('asks for the code after the password', async () => {
    const { page: second, complaints } = await open();
    await enter(second, t, email, password);
    await second.getByRole('heading', { name: t('code.title') }).waitFor();
    await expectAccessible(second);
    await second.getByLabel(t('code.code')).fill('12 34 56');
    await second.getByRole('button', { name: t('signIn.submit') }).click();
    await second.getByRole('alert').waitFor();
    await second.getByLabel(t('code.code')).fill(nextCode());
    await second.getByRole('button', { name: t('signIn.submit') }).click();
    await isIn(second);
    expect(complaints).toEqual([]);
  });

  it('takes a recovery code, on a phone and in Chinese', async () => {
    const zh = textsIn('zh-CN');
    const { page: phone } = await open('zh-CN', 390);
    await enter(phone, zh, email, password);
    await phone.getByRole('button', { name: zh('code.useRecovery') }).click();
    await phone.getByLabel(zh('code.recoveryCode')).fill(recoveryCodes[0] ?? '');
    await phone.getByRole('button', { name: zh('signIn.submit') }).click();
    await isIn(phone, zh);
    await phone.goto('/profile');
    await phone.getByText(zh('factor.codesLeft', { count: 9 })).waitFor();
    await expectAccessible(phone);
  });

  it('ends the other sessions', async () => {
    await page.reload();
    const sessions = page.getByRole('region', { name: t('session.title') }).getByRole('table');
    await sessions.getByText(t('session.current')).waitFor();
    expect(await sessions.getByRole('row').count()).toBe(4);
    await page.getByRole('button', { name: t('session.endOthers') }).click();
    await page.getByText(t('session.othersEnded')).waitFor();
    expect(await sessions.getByRole('row').count()).toBe(2);
    const ended = visits[1]?.page;
    await ended?.reload();
    await ended?.getByRole('heading', { name: t('signIn.title') }).waitFor();
  });

  it('invites somebody by a link where no mail can be sent', async () => {
    await page.goto('/setup/users');
    await page.getByRole('button', { name: t('user.new') }).click();
    await textbox(dialog(page), t('common.name')).fill('Rosa Reader');
    await textbox(dialog(page), t('user.email')).fill('rosa@example.test');
    await dialog(page)
      .getByRole('button', { name: t('common.create') })
      .click();
    await dialog(page)
      .getByRole('heading', { name: t('access.linkTitle') })
      .waitFor();
    await expectAccessible(page);
    const link = await dialog(page).getByLabel(t('access.linkTitle')).inputValue();

    const { page: rosa, complaints } = await open();
    await rosa.goto(link);
    await rosa.getByText('rosa@example.test').waitFor();
    await expectAccessible(rosa);
    await rosa.getByLabel(t('user.newPassword')).fill('password');
    await rosa.getByRole('button', { name: t('setPassword.submit') }).click();
    await rosa.getByRole('alert').waitFor();
    await rosa.getByLabel(t('user.newPassword')).fill('another horse battery');
    await rosa.getByRole('button', { name: t('setPassword.submit') }).click();
    await rosa.getByText(t('setPassword.done')).waitFor();
    await rosa.getByLabel(t('signIn.password')).fill('another horse battery');
    await rosa.getByRole('button', { name: t('signIn.submit') }).click();
    await isIn(rosa);

    await rosa.goto('/');
    await rosa.goto(link);
    await rosa.getByText(t('setPassword.gone')).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says that nobody can be mailed a new password', async () => {
    const { page: forgetful } = await open();
    await forgetful.goto('/sign-in');
    await forgetful.getByRole('link', { name: t('signIn.forgot') }).click();
    await forgetful.getByText(t('forgot.noMail')).waitFor();
    await expectAccessible(forgetful);
  });

  it('helps somebody who lost the phone', async () => {
    await dialog(page)
      .getByRole('button', { name: t('common.done') })
      .click();
    await page.getByRole('button', { name: 'Rosa Reader' }).click();
    await dialog(page).getByText(t('access.factorOff')).waitFor();
    await dialog(page)
      .getByRole('button', { name: t('access.endSessions') })
      .click();
    await dialog(page)
      .getByText(t('access.sessions', { count: 0 }))
      .waitFor();
    await expectAccessible(page);
    await dialog(page)
      .getByRole('button', { name: t('common.cancel') })
      .click();
  });

  it('keeps a policy', async () => {
    await page.goto('/setup/sign-in-policy');
    await page.getByLabel(t('policy.idle')).fill('30');
    await page.getByLabel(t('policy.hours')).fill('12');
    await expectAccessible(page);
    await page.getByRole('button', { name: t('common.save') }).click();
    await page.getByText(t('builder.saved'), { exact: true }).waitFor();
    await page.reload();
    await page.getByLabel(t('policy.idle')).waitFor();
    expect(await page.getByLabel(t('policy.idle')).inputValue()).toBe('30');
  });

  it('left nothing in the console', () => {
    expect(ada.complaints).toEqual([]);
  });
});
