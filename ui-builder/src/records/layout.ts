import type {
  FieldDefinition,
  FormulaDescription,
  Layout,
  LayoutItem,
  ObjectDescription,
  RecordType,
} from '@/api';
import { fieldNamed } from '@/metadata';

export type PlacedField = LayoutItem & { definition: FieldDefinition };

export type PlacedSection = {
  label: string | undefined;
  columns: number;
  collapsed: boolean;
  visible_when?: FormulaDescription | undefined;
  fields: PlacedField[];
};

export type PlacedLayout = {
  highlights: FieldDefinition[];
  sections: PlacedSection[];
  related: Layout['related'];
};

/** Stands for the title of the section of platform fields, which is in the person's language. */
export const SYSTEM_LABEL = '$system';

const SYSTEM_FIELDS = ['owner_id', 'created_at', 'created_by', 'updated_at', 'updated_by'];

export function recordTypeOf(object: ObjectDescription, name: unknown): RecordType | undefined {
  return object.record_types.find((type) => type.name === name);
}

export const defaultRecordType = (object: ObjectDescription): RecordType | undefined =>
  object.record_types.find((type) => type.default) ?? object.record_types[0];

const localName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function chosenLayout(object: ObjectDescription, type: RecordType | undefined): Layout | undefined {
  const wanted = type?.layout;
  return (
    (wanted && object.layouts.find((one) => localName(one.name) === localName(wanted))) ||
    object.layouts.find((one) => one.default) ||
    object.layouts[0]
  );
}

/** The layout with its fields looked up; what the person may not read is gone. */
export function placedLayout(object: ObjectDescription, recordType: unknown): PlacedLayout {
  const layout = chosenLayout(object, recordTypeOf(object, recordType));
  const readable = (name: string) => {
    const field = fieldNamed(object, name);
    return field?.readable ? field : undefined;
  };
  const fields = (names: readonly string[]) =>
    names.map(readable).filter((field) => field !== undefined);
  if (!layout || layout.sections.length === 0) {
    return {
      highlights: fields(layout?.highlights ?? []),
      sections: [generatedSection(object)].concat(systemSection(fields(SYSTEM_FIELDS))),
      related: layout?.related,
    };
  }
  return {
    highlights: fields(layout.highlights),
    sections: layout.sections.map((section) => {
      const placed = section.fields.flatMap((item) => {
        const definition = readable(item.field);
        return definition ? [{ ...item, definition }] : [];
      });
      const isSystem = !section.label && placed.every((item) => item.definition.system);
      return {
        label: section.label ?? (isSystem ? SYSTEM_LABEL : undefined),
        columns: section.columns ?? 2,
        collapsed: section.collapsed ?? false,
        visible_when: section.visible_when,
        fields: placed,
      };
    }),
    related: layout.related,
  };
}

/** Without a layout every field is shown, in the order in which they were defined. */
function generatedSection(object: ObjectDescription): PlacedSection {
  return {
    label: undefined,
    columns: 2,
    collapsed: false,
    fields: object.fields
      .filter((field) => field.readable && (!field.system || field.name === object.name_field))
      .map((definition) => ({ field: definition.name, definition })),
  };
}

function systemSection(fields: FieldDefinition[]): PlacedSection[] {
  if (fields.length === 0) return [];
  return [
    {
      label: SYSTEM_LABEL,
      columns: 2,
      collapsed: true,
      // Only the owner is editable, for who may give a record to somebody else.
      fields: fields.map((definition) => ({ field: definition.name, definition })),
    },
  ];
}

/** The values that a record type leaves of a picklist. */
export function fieldForType(
  field: FieldDefinition,
  type: RecordType | undefined,
): FieldDefinition {
  const allowed = type?.picklists?.[field.name];
  if (!allowed || (field.type !== 'picklist' && field.type !== 'multi_picklist')) return field;
  return { ...field, values: field.values.filter((value) => allowed.includes(value.value)) };
}

/** Everything to ask for so that a record page can be drawn. */
export function pageFields(object: ObjectDescription): string[] {
  const fields = object.fields
    .filter((field) => field.readable)
    .map((field) => (field.type === 'reference' ? `${field.name}.name` : field.name));
  return [
    ...new Set([
      'id',
      'version',
      ...(object.record_types.length > 0 ? ['record_type'] : []),
      ...fields,
    ]),
  ];
}
