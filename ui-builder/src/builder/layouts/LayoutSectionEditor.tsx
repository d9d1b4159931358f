import { ArrowDown, ArrowUp, Eye, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n';
import { classes, Field, IconButton, LabelledCheckbox, moved, Select } from '@/ui';
import type { FieldDocument } from '../model/documents';
import { LocalizedInput } from '../widgets/LocalizedInput';
import { FieldChip } from './FieldChip';
import { withFieldAt, withSection, type Conditioned, type LayoutDraft } from './layoutDraft';
import look from './LayoutEditor.module.css';

/** One section: its heading, its columns, its fields. */
export const LayoutSectionEditor = ({
  draft,
  at,
  definitions,
  dragged,
  onDrag,
  onChange,
  onCondition,
}: {
  draft: LayoutDraft;
  at: number;
  definitions: ReadonlyMap<string, FieldDocument>;
  dragged: string | undefined;
  onDrag: (field: string | undefined) => void;
  onChange: (draft: LayoutDraft) => void;
  onCondition: (what: Conditioned) => void;
}) => {
  const t = useT();
  const [over, setOver] = useState<number>();
  const section = draft.sections[at];
  if (!section) return null;

  const drop = (index: number) => {
    if (dragged !== undefined) {
      onChange(withFieldAt(draft, dragged, { section: at, index }));
    }
    setOver(undefined);
    onDrag(undefined);
  };
  const zone = (index: number) => ({
    onDragOver: (event: React.DragEvent) => {
      if (dragged === undefined) return;
      event.preventDefault();
      setOver(index);
    },
    onDragLeave: () => setOver(undefined),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      drop(index);
    },
  });
  const move = (to: number) => onChange({ ...draft, sections: moved(draft.sections, at, to) });
  const end = section.items.length;
  const number = at + 1;
  return (
    <section className={look['section']} aria-label={t('layout.section', { number })}>
      <div className={look['head']}>
        <div>
          <LocalizedInput
            label={t('layout.heading')}
            value={section.label}
            onChange={(label) => onChange(withSection(draft, at, { label }))}
          />
        </div>
        <Field label={t('layout.columns')}>
          {(control) => (
            <Select
              {...control}
              value={section.columns}
              onChange={(event) =>
                onChange(withSection(draft, at, { columns: Number(event.target.value) }))
              }
            >
              {[1, 2, 3].map((count) => (
                <option key={count} value={count}>
                  {count}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <LabelledCheckbox
          checked={section.collapsed}
          onChange={(collapsed) => onChange(withSection(draft, at, { collapsed }))}
        >
          {t('layout.collapsed')}
        </LabelledCheckbox>
        <span>
          <IconButton
            icon={Eye}
            label={t('layout.sectionVisibleWhen', { number })}
            onClick={() => onCondition({ section: at })}
          />
          <IconButton
            icon={ArrowUp}
            label={t('layout.sectionUp', { number })}
            disabled={at === 0}
            onClick={() => move(at - 1)}
          />
          <IconButton
            icon={ArrowDown}
            label={t('layout.sectionDown', { number })}
            disabled={at === draft.sections.length - 1}
            onClick={() => move(at + 1)}
          />
          <IconButton
            icon={X}
            label={t('layout.removeSection', { number })}
            disabled={draft.sections.length === 1}
            onClick={() =>
              onChange({
                ...draft,
                sections: draft.sections.filter((_, index) => index !== at),
              })
            }
          />
        </span>
      </div>
      {section.visibleWhen !== '' && (
        <p className={look['condition']}>
          <Eye size={13} aria-hidden />
          {t('layout.visibleWhenShown')} <code>{section.visibleWhen}</code>
        </p>
      )}
      <ul className={classes(look['grid'], look[`columns${section.columns}`])}>
        {section.items.map((item, index) => (
          <li
            key={item.field}
            className={classes(
              item.wide && look['wide'],
              over === index && look['over'],
              dragged === item.field && look['dragged'],
            )}
            {...zone(index)}
          >
            <FieldChip
              draft={draft}
              item={item}
              definition={definitions.get(item.field)}
              onDrag={onDrag}
              onChange={onChange}
              onCondition={() => onCondition({ field: item.field })}
            />
          </li>
        ))}
        <li
          aria-hidden
          className={classes(look['end'], over === end && look['endOver'])}
          {...zone(end)}
        />
      </ul>
    </section>
  );
};
