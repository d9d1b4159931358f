import { ArrowLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Problem, useProblemText } from '@/api';
import { useI18n } from '@/i18n';
import { Button, ButtonLink, Callout, Field } from '@/ui';
import { useChangeSet } from '../change/useChangeSet';
import styles from '../form.module.css';
import { useComponentsOf, useFieldsOf } from '../model/components';
import { localName, type LayoutDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { platformFields } from '../model/platformFields';
import { useObjectDocument } from '../objects/ObjectPage';
import { CheckRow } from '../widgets/CheckRow';
import { FieldsCombobox } from '../widgets/FieldsCombobox';
import { LocalizedInput } from '../widgets/LocalizedInput';
import look from './LayoutEditor.module.css';
import {
  documentOf,
  draftOf,
  emptySection,
  unplaced,
  visibleWhen,
  withFieldAt,
  withVisibleWhen,
  type Conditioned,
} from './layoutDraft';
import { LayoutSectionEditor } from './LayoutSectionEditor';
import { Palette } from './Palette';
import { RelatedEditor } from './RelatedEditor';
import { VisibleWhenDialog } from './VisibleWhenDialog';

export const LayoutPage = () => {
  const { t } = useI18n();
  const { layout: name = '' } = useParams();
  const object = useObjectDocument();
  const layout = useComponentsOf('layout', object.name).find(
    (candidate) => localName(candidate.name) === name,
  );
  if (!layout) throw new Problem(404, 'not_found', t('error.notFound'), undefined);
  return <LayoutEditor key={layout.name} layout={layout} />;
};

/** Sections and their fields by drag and drop or by keyboard; saved as a whole. */
const LayoutEditor = ({ layout }: { layout: LayoutDocument }) => {
  const { t, language } = useI18n();
  const problemText = useProblemText();
  const object = useObjectDocument();
  const written = useFieldsOf(object.name);
  const others = useComponentsOf('layout', object.name).filter(
    (other) => other.name !== layout.name && other.default === true,
  );
  const [draft, setDraft] = useState(() => draftOf(layout));
  const [saved, setSaved] = useState(draft);
  const [dragged, setDragged] = useState<string>();
  const [conditioned, setConditioned] = useState<Conditioned>();
  const saving = useChangeSet({ onSaved: () => setSaved(draft) });

  const fields = new Map(
    [...platformFields(object.name), ...written].map((field) => [localName(field.name), field]),
  );
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const save = () => {
    // Only one layout of an object is the default.
    const demoted = draft.isDefault
      ? others.map((other) => documentOf(other.name, { ...draftOf(other), isDefault: false }))
      : [];
    saving.save({ components: [documentOf(layout.name, draft), ...demoted] });
  };
  return (
    <div className={styles['page']}>
      <div className={styles['toolbar']}>
        <ButtonLink variant="ghost" icon={ArrowLeft} to={`/setup/objects/${object.name}/layouts`}>
          {textIn(draft.label, language) || localName(layout.name)}
        </ButtonLink>
        <span className={styles['spread']} />
        {isDirty && <span className={styles['soft']}>{t('builder.unsaved')}</span>}
        <Button disabled={!isDirty} onClick={() => setDraft(saved)}>
          {t('builder.discard')}
        </Button>
        <Button variant="primary" disabled={!isDirty} busy={saving.busy} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
      {saving.problem !== null && <Callout tone="danger">{problemText(saving.problem)}</Callout>}
      <div className={look['editor']}>
        <Palette
          fields={unplaced(draft, [...fields.keys()])}
          definitions={fields}
          onDrag={setDragged}
          onAdd={(field) =>
            setDraft(
              withFieldAt(draft, field, {
                section: draft.sections.length - 1,
                index: draft.sections.at(-1)?.items.length ?? 0,
              }),
            )
          }
          onDropBack={() => setDragged(undefined)}
        />
        <div className={look['sections']}>
          <div className={styles['pair']}>
            <LocalizedInput
              label={t('builder.label')}
              value={draft.label}
              onChange={(label) => setDraft({ ...draft, label })}
            />
            <Field label={t('layout.highlights')} hint={t('layout.highlightsHint')}>
              {(control) => (
                <FieldsCombobox
                  control={control}
                  fields={[...fields.values()]}
                  value={draft.highlights}
                  onChange={(highlights) => setDraft({ ...draft, highlights })}
                />
              )}
            </Field>
          </div>
          <CheckRow
            label={t('layout.isDefault')}
            hint={t('layout.isDefaultHint')}
            checked={draft.isDefault}
            onChange={(isDefault) => setDraft({ ...draft, isDefault })}
          />
          {draft.sections.map((_, index) => (
            <LayoutSectionEditor
              key={index}
              draft={draft}
              at={index}
              definitions={fields}
              dragged={dragged}
              onDrag={setDragged}
              onChange={setDraft}
              onCondition={setConditioned}
            />
          ))}
          <div>
            <Button
              icon={Plus}
              onClick={() => setDraft({ ...draft, sections: [...draft.sections, emptySection()] })}
            >
              {t('layout.addSection')}
            </Button>
          </div>
          <RelatedEditor
            object={object.name}
            related={draft.related}
            onChange={(related) => setDraft({ ...draft, related })}
          />
        </div>
      </div>
      {saving.question}
      {conditioned && (
        <VisibleWhenDialog
          object={object.name}
          formula={visibleWhen(draft, conditioned)}
          onChange={(formula) => setDraft(withVisibleWhen(draft, conditioned, formula))}
          onClose={() => setConditioned(undefined)}
        />
      )}
    </div>
  );
};
