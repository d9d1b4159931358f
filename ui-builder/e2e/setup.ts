import type { Locator, Page } from 'playwright-core';
import type { FieldType } from '@/api/describe';
import type { textsIn } from './texts';

export type Texts = ReturnType<typeof textsIn>;

/** By its accessible name, which leaves out the mark of required fields. */
export const textbox = (where: Page | Locator, name: string): Locator =>
  where.getByRole('textbox', { name, exact: true });

/** As a person does: the browser's own way of replacing coloured text would bring styles along. */
export async function writeFormula(editor: Locator, text: string): Promise<void> {
  // A plain box stands in until the editor is there.
  await editor.page().locator('.cm-content').and(editor).waitFor();
  await editor.focus();
  await editor.press('Control+a');
  await editor.pressSequentially(text);
  await editor.blur();
}

export type Workspace = { company: string; address: string; email: string; password: string };

export async function signUp(page: Page, t: Texts, workspace: Workspace): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel(t('signUp.company')).fill(workspace.company);
  await page.getByLabel(t('signUp.tenant')).fill(workspace.address);
  await page.getByLabel(t('signUp.email')).fill(workspace.email);
  await page.getByLabel(t('signUp.password'), { exact: true }).fill(workspace.password);
  await page.getByRole('button', { name: t('signUp.submit') }).click();
  await page.getByRole('heading', { name: t('home.emptyTitle') }).waitFor();
}

/** The dialog that is on top. */
export const dialog = (page: Page): Locator => page.locator('dialog[open]').last();

const gone = (page: Page) => page.locator('dialog[open]').waitFor({ state: 'detached' });

export async function defineObject(
  page: Page,
  t: Texts,
  object: { label: string; plural: string; name: string; icon: string },
): Promise<void> {
  await page.goto('/setup/objects');
  await page.getByRole('button', { name: t('object.new') }).click();
  const form = dialog(page);
  await textbox(form, t('object.label')).fill(object.label);
  await textbox(form, t('object.pluralLabel')).fill(object.plural);
  await textbox(form, t('builder.apiName')).fill(object.name);
  await form.getByRole('button', { name: object.icon, exact: true }).click();
  await form.getByRole('button', { name: t('common.create') }).click();
  await page.waitForURL(`**/setup/objects/${object.name}`);
  await page.getByRole('heading', { name: object.label, level: 1 }).waitFor();
}

export type NewField = {
  type: FieldType;
  label: string;
  name: string;
  settings?: (form: Locator) => Promise<void>;
};

export async function addField(page: Page, t: Texts, field: NewField): Promise<void> {
  await page.getByRole('button', { name: t('fieldDef.new') }).click();
  const picker = dialog(page);
  const type = `${t(`fieldType.${field.type}`)} ${t(`fieldTypeHelp.${field.type}`)}`;
  await picker.getByLabel(t('fieldDef.searchTypes')).fill(t(`fieldType.${field.type}`));
  await picker.getByRole('button', { name: type, exact: true }).click();
  const form = dialog(page);
  await textbox(form, t('builder.label')).fill(field.label);
  await textbox(form, t('builder.apiName')).fill(field.name);
  await field.settings?.(form);
  await form.getByRole('button', { name: t('common.create') }).click();
  await gone(page);
  await page.getByRole('button', { name: field.label, exact: true }).waitFor();
}
