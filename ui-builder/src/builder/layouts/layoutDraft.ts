import type { LayoutDocument, Localized, RelatedDocument } from '../model/documents';

export type Item = {
  field: string;
  required: boolean;
  readOnly: boolean;
  wide: boolean;
  /** A formula; blank when it is always shown. */
  visibleWhen: string;
};

export type Section = {
  label: Localized | undefined;
  columns: number;
  collapsed: boolean;
  visibleWhen: string;
  items: Item[];
};

export type Related = {
  relationship: string;
  columns: string[];
  sort: string[];
  limit: number | undefined;
};

/** A layout while it is edited; `related` is undefined as long as every related list is shown. */
export type LayoutDraft = {
  label: Localized | undefined;
  isDefault: boolean;
  highlights: string[];
  sections: Section[];
  related: Related[] | undefined;
};

export type Place = { section: number; index: number };

const USUAL_COLUMNS = 2;

export const itemOf = (field: string): Item => ({
  field,
  required: false,
  readOnly: false,
  wide: false,
  visibleWhen: '',
});

export const emptySection = (): Section => ({
  label: undefined,
  columns: USUAL_COLUMNS,
  collapsed: false,
  visibleWhen: '',
  items: [],
});

export const draftOf = (layout: LayoutDocument): LayoutDraft => ({
  label: layout.label,
  isDefault: layout.default ?? false,
  highlights: layout.highlights ?? [],
  sections: layout.sections.map((section) => ({
    label: section.label,
    columns: section.columns ?? USUAL_COLUMNS,
    collapsed: section.collapsed ?? false,
    visibleWhen: section.visible_when ?? '',
    items: section.fields.map((item) =>
      typeof item === 'string'
        ? itemOf(item)
        : {
            field: item.field,
            required: item.required ?? false,
            readOnly: item.read_only ?? false,
            wide: item.wide ?? false,
            visibleWhen: item.visible_when ?? '',
          },
    ),
  })),
  related: layout.related?.map(relatedOf),
});

const relatedOf = (related: RelatedDocument): Related =>
  typeof related === 'string'
    ? { relationship: related, columns: [], sort: [], limit: undefined }
    : {
        relationship: related.relationship,
        columns: related.columns ?? [],
        sort: related.sort ?? [],
        limit: related.limit,
      };

/** Says nothing that is so anyway. */
export function documentOf(name: string, draft: LayoutDraft): LayoutDocument {
  return {
    kind: 'layout',
    name,
    ...(draft.label !== undefined && { label: draft.label }),
    ...(draft.isDefault && { default: true }),
    ...(draft.highlights.length > 0 && { highlights: draft.highlights }),
    sections: draft.sections.map((section) => ({
      ...(section.label !== undefined && { label: section.label }),
      columns: section.columns,
      ...(section.collapsed && { collapsed: true }),
      ...(section.visibleWhen !== '' && { visible_when: section.visibleWhen }),
      fields: section.items.map((item) =>
        item.required || item.readOnly || item.wide || item.visibleWhen !== ''
          ? {
              field: item.field,
              ...(item.required && { required: true }),
              ...(item.readOnly && { read_only: true }),
              ...(item.wide && { wide: true }),
              ...(item.visibleWhen !== '' && { visible_when: item.visibleWhen }),
            }
          : item.field,
      ),
    })),
    ...(draft.related && {
      related: draft.related.map((related) => ({
        relationship: related.relationship,
        ...(related.columns.length > 0 && { columns: related.columns }),
        ...(related.sort.length > 0 && { sort: related.sort }),
        ...(related.limit !== undefined && { limit: related.limit }),
      })),
    }),
  };
}

export function placeOf(draft: LayoutDraft, field: string): Place | undefined {
  for (const [section, { items }] of draft.sections.entries()) {
    const index = items.findIndex((item) => item.field === field);
    if (index >= 0) return { section, index };
  }
  return undefined;
}

/** The names that stand nowhere on the layout. */
export const unplaced = (draft: LayoutDraft, fields: readonly string[]): string[] =>
  fields.filter((field) => placeOf(draft, field) === undefined);

export function withoutField(draft: LayoutDraft, field: string): LayoutDraft {
  return {
    ...draft,
    sections: draft.sections.map((section) => ({
      ...section,
      items: section.items.filter((item) => item.field !== field),
    })),
  };
}

/** Puts a field before the one that stands there now; it leaves its old place. */
export function withFieldAt(draft: LayoutDraft, field: string, to: Place): LayoutDraft {
  const from = placeOf(draft, field);
  const item =
    from === undefined ? itemOf(field) : (draft.sections[from.section]?.items[from.index] as Item);
  const isEarlier = from?.section === to.section && from.index < to.index;
  const index = isEarlier ? to.index - 1 : to.index;
  const rest = withoutField(draft, field);
  return {
    ...rest,
    sections: rest.sections.map((section, at) =>
      at === to.section ? { ...section, items: section.items.toSpliced(index, 0, item) } : section,
    ),
  };
}

/** One step up or down, over the border of a section when it stands there. */
export function shifted(draft: LayoutDraft, field: string, step: -1 | 1): LayoutDraft {
  const from = placeOf(draft, field);
  if (!from) return draft;
  const length = draft.sections[from.section]?.items.length ?? 0;
  const index = from.index + step;
  if (index >= 0 && index < length) {
    return withFieldAt(draft, field, {
      section: from.section,
      index: step === 1 ? index + 1 : index,
    });
  }
  const section = from.section + step;
  const neighbour = draft.sections[section];
  if (!neighbour) return draft;
  return withFieldAt(draft, field, { section, index: step === 1 ? 0 : neighbour.items.length });
}

export function withItem(
  draft: LayoutDraft,
  field: string,
  change: Partial<Omit<Item, 'field'>>,
): LayoutDraft {
  return {
    ...draft,
    sections: draft.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => (item.field === field ? { ...item, ...change } : item)),
    })),
  };
}

/** A section, or a field, that is shown under a condition. */
export type Conditioned = { section: number } | { field: string };

export function visibleWhen(draft: LayoutDraft, what: Conditioned): string {
  if ('section' in what) return draft.sections[what.section]?.visibleWhen ?? '';
  const place = placeOf(draft, what.field);
  return place ? (draft.sections[place.section]?.items[place.index]?.visibleWhen ?? '') : '';
}

export const withVisibleWhen = (
  draft: LayoutDraft,
  what: Conditioned,
  visibleWhen: string,
): LayoutDraft =>
  'section' in what
    ? withSection(draft, what.section, { visibleWhen })
    : withItem(draft, what.field, { visibleWhen });

export const withSection = (
  draft: LayoutDraft,
  at: number,
  change: Partial<Section>,
): LayoutDraft => ({
  ...draft,
  sections: draft.sections.map((section, index) =>
    index === at ? { ...section, ...change } : section,
  ),
});
