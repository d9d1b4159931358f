import type { Component } from '@/api';
import {
  choiceOf,
  type Choice,
  type Documents,
  type Kind,
  type Localized,
} from '../model/documents';

/** A text that can be said in another language, and where a translation says so. */
export type TranslatableText = { path: string; kind: Kind; name: string; value: Localized };

const properties = ['label', 'plural_label', 'help', 'description', 'message'] as const;

/** Every text of a component: `field/deal.amount/label`, `field/deal.stage/values/Won`. */
export function textsOf<K extends Kind>(kind: K, component: Documents[K]): TranslatableText[] {
  const document: Component = component;
  const at = (part: string, value: Localized): TranslatableText => ({
    path: `${kind}/${component.name}/${part}`,
    kind,
    name: component.name,
    value,
  });
  const own = properties.flatMap((property) => {
    const value = document[property] as Localized | undefined;
    return value === undefined ? [] : [at(property, value)];
  });
  const values = (document['values'] ?? []) as (string | Choice)[];
  const sections = (document['sections'] ?? []) as { label?: Localized }[];
  return [
    ...own,
    ...values
      .map(choiceOf)
      .map((choice) => at(`values/${choice.value}`, choice.label ?? choice.value)),
    ...sections.flatMap((section, index) =>
      section.label === undefined ? [] : [at(`sections/${index}/label`, section.label)],
    ),
  ];
}
