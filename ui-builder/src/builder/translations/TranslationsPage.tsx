import { useState } from 'react';
import { useProblemText } from '@/api';
import { languages, useI18n, type Language } from '@/i18n';
import { Button, Callout, Field, Page, Select, Table, TextInput } from '@/ui';
import { useChangeSet } from '../change/useChangeSet';
import { useKindLabel } from '../change/UsageList';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import { objectOf, type Kind, type TranslationDocument } from '../model/documents';
import { ownText, textIn } from '../model/localized';
import { textsOf, type TranslatableText } from './texts';

const translatedKinds = [
  'object',
  'field',
  'value_set',
  'record_type',
  'layout',
  'list_view',
  'app',
  'duplicate_rule',
] as const satisfies Kind[];

const SHOWN_AT_ONCE = 200;

/** Every text of the data model in another language, in one table. */
export const TranslationsPage = () => {
  const { t, language } = useI18n();
  const problemText = useProblemText();
  const kindLabel = useKindLabel();
  const [locale, setLocale] = useState<Language>(language === 'en' ? 'zh-CN' : language);
  const [object, setObject] = useState('');
  const [missingOnly, setMissingOnly] = useState(false);
  const [edits, setEdits] = useState<Record<string, string>>({});
  const texts = useTexts();
  const objects = useComponents('object');
  const translations = useComponents('translation');
  const saving = useChangeSet({ onSaved: () => setEdits({}) });

  const document = translations.find((candidate) => candidate.locale === locale);
  const current = (text: TranslatableText) =>
    document?.texts?.[text.path] ?? ownText(text.value, locale);
  const shown = texts.filter(
    (text) =>
      (object === '' || text.name === object || objectOf(text.name) === object) &&
      (!missingOnly || current(text) === '' || text.path in edits),
  );
  const isDirty = Object.keys(edits).length > 0;
  const save = () => {
    const merged = { ...document?.texts, ...edits };
    const component: TranslationDocument = {
      ...document,
      kind: 'translation',
      name: document?.name ?? locale.toLowerCase().replace('-', '_'),
      locale,
      texts: Object.fromEntries(Object.entries(merged).filter(([, text]) => text !== '')),
    };
    saving.save({ components: [component] });
  };
  return (
    <Page
      title={t('setup.translations')}
      note={isDirty ? t('builder.unsaved') : undefined}
      actions={
        <>
          <Button disabled={!isDirty} onClick={() => setEdits({})}>
            {t('builder.discard')}
          </Button>
          <Button variant="primary" disabled={!isDirty} busy={saving.busy} onClick={save}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className={`${styles['page']} ${styles['form']}`}>
        {saving.problem !== null && <Callout tone="danger">{problemText(saving.problem)}</Callout>}
        <div className={styles['pair']}>
          <Field label={t('translation.language')}>
            {(control) => (
              <Select
                {...control}
                value={locale}
                onChange={(event) => {
                  setEdits({});
                  setLocale(event.target.value as Language);
                }}
              >
                {Object.entries(languages).map(([code, name]) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('translation.show')}>
            {(control) => (
              <Select
                {...control}
                value={missingOnly ? 'missing' : `object:${object}`}
                onChange={(event) => {
                  const choice = event.target.value;
                  setMissingOnly(choice === 'missing');
                  setObject(choice.startsWith('object:') ? choice.slice(7) : '');
                }}
              >
                <option value="object:">{t('common.all')}</option>
                <option value="missing">{t('translation.missing')}</option>
                {objects.map((candidate) => (
                  <option key={candidate.name} value={`object:${candidate.name}`}>
                    {textIn(candidate.label, language)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        {shown.length === 0 ? (
          <p className={styles['soft']}>{t('common.nothingFound')}</p>
        ) : (
          <Table
            label={t('setup.translations')}
            columns={[
              { key: 'where', label: t('translation.where'), optional: true },
              { key: 'text', label: t('translation.text') },
              { key: 'translation', label: languages[locale] },
            ]}
            rows={shown.slice(0, SHOWN_AT_ONCE).map((text) => ({
              key: text.path,
              cells: [
                <span key="where">
                  {kindLabel(text.kind)} <span className={styles['code']}>{text.name}</span>
                </span>,
                textIn(text.value, locale === 'en' ? 'zh-CN' : 'en'),
                <TextInput
                  key="translation"
                  lang={locale}
                  aria-label={t('translation.of', { text: textIn(text.value, language) })}
                  maxLength={4000}
                  value={edits[text.path] ?? current(text)}
                  onChange={(event) => setEdits({ ...edits, [text.path]: event.target.value })}
                />,
              ],
            }))}
          />
        )}
        {shown.length > SHOWN_AT_ONCE && (
          <p className={styles['soft']}>{t('translation.more', { count: shown.length })}</p>
        )}
      </div>
      {saving.question}
    </Page>
  );
};

function useTexts(): TranslatableText[] {
  const object = useComponents('object');
  const field = useComponents('field');
  const value_set = useComponents('value_set');
  const record_type = useComponents('record_type');
  const layout = useComponents('layout');
  const list_view = useComponents('list_view');
  const app = useComponents('app');
  const duplicate_rule = useComponents('duplicate_rule');
  const all = { object, field, value_set, record_type, layout, list_view, app, duplicate_rule };
  return translatedKinds.flatMap((kind) =>
    all[kind].flatMap((component) => textsOf(kind, component)),
  );
}
