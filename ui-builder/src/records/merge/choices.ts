import type { FieldDefinition, ObjectDescription, RecordData } from '@/api';
import { isBlank, wireValue } from '@/fields';
import { sameValue } from '../form/draft';

/** The most that fit side by side; the server takes more. */
export const MOST_MERGED = 3;

/** A field of the records that become one. */
export type MergeLine = {
  field: FieldDefinition;
  /** The records hold different values. */
  differs: boolean;
  /** The person may choose; otherwise the record that is kept keeps its own. */
  isChosen: boolean;
};

/** By field, the id of the record whose value is kept. */
export type Choices = Readonly<Record<string, string>>;

/** Those that people decide about; the platform keeps the others itself. */
const SYSTEM_FIELDS_SHOWN = ['owner_id', 'record_type'];

const isShown = (object: ObjectDescription, field: FieldDefinition): boolean =>
  field.readable &&
  (!field.system || field.name === object.name_field || SYSTEM_FIELDS_SHOWN.includes(field.name));

export function mergeLines(object: ObjectDescription, records: readonly RecordData[]): MergeLine[] {
  return object.fields
    .filter((field) => isShown(object, field))
    .filter((field) => records.some((record) => !isBlank(record[field.name])))
    .map((field) => {
      const [first, ...others] = records.map((record) => wireValue(field, record[field.name]));
      const differs = others.some((value) => !sameValue(value, first));
      return { field, differs, isChosen: differs && field.editable };
    });
}

/** The kept record's own values; where it has none, the first that another has. */
export function startingChoices(
  lines: readonly MergeLine[],
  records: readonly RecordData[],
  winner: string,
): Choices {
  const inOrder = [
    ...records.filter((record) => record.id === winner),
    ...records.filter((record) => record.id !== winner),
  ];
  return Object.fromEntries(
    lines.map(({ field, isChosen }) => {
      const source = inOrder.find((record) => !isBlank(record[field.name]));
      return [field.name, isChosen ? (source?.id ?? winner) : winner];
    }),
  );
}

/** What is asked of the server: the fields that the kept record takes from the others. */
export function takenFields(
  lines: readonly MergeLine[],
  choices: Choices,
  winner: string,
): Record<string, { from: string }> {
  return Object.fromEntries(
    lines.flatMap(({ field, isChosen }) => {
      const from = choices[field.name];
      return isChosen && from !== undefined && from !== winner ? [[field.name, { from }]] : [];
    }),
  );
}
