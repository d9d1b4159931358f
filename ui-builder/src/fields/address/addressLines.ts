import { membersOf, textOf } from '../shared/values';

/** Chinese addresses go from the country to the street, others from the street to the country. */
export function addressLines(value: unknown, language: string): string[] {
  const members = membersOf(value);
  if (!members) return [];
  const part = (name: string) => textOf(members[name]);
  const join = (...texts: string[]) => texts.filter(Boolean).join(' ');
  const lines =
    language === 'zh-CN'
      ? [join(part('country'), part('state'), part('city')), part('street'), part('postal_code')]
      : [part('street'), join(part('postal_code'), part('city'), part('state')), part('country')];
  return lines.filter(Boolean);
}
