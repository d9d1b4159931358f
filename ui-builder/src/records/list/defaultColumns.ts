import type { ObjectDescription } from '@/api';
import { fieldModule } from '@/fields';

const WANTED = 7;

/** Columns for a list that nobody has arranged: the name, then what the layout holds most important. */
export function defaultColumns(object: ObjectDescription): string[] {
  const layout = object.layouts.find((candidate) => candidate.default) ?? object.layouts[0];
  const arranged = [
    ...(layout?.highlights ?? []),
    ...(layout?.sections.flatMap((section) => section.fields.map((item) => item.field)) ?? []),
  ];
  const readable = object.fields.filter((field) => field.readable && !fieldModule(field).wide);
  const own = readable.filter((field) => !field.system).map((field) => field.name);
  const ordered = [...arranged.filter((name) => own.includes(name)), ...own];
  const chosen = new Set([object.name_field, ...ordered]);
  chosen.delete('');
  if (chosen.size < 3) chosen.add('updated_at');
  return [...chosen]
    .filter((name) => readable.some((field) => field.name === name))
    .slice(0, WANTED);
}
