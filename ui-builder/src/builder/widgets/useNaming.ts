import { useState } from 'react';
import { useI18n } from '@/i18n';
import { freeName, isApiName } from '../model/apiName';
import type { Localized } from '../model/documents';
import { ownText, textIn } from '../model/localized';

export type Naming = {
  label: Localized | undefined;
  setLabel: (label: Localized | undefined) => void;
  name: string;
  /** What `NameInput` needs; undefined for something that has its name already. */
  input:
    | {
        value: string | undefined;
        proposal: string;
        taken: ReadonlySet<string>;
        onChange: (name: string) => void;
      }
    | undefined;
  ready: boolean;
};

/** Label and API name of something new or old; the name follows the label until it is typed. */
export function useNaming(
  saved: { label: Localized | undefined; name: string } | undefined,
  taken: readonly string[],
): Naming {
  const { language } = useI18n();
  const [label, setLabel] = useState(saved?.label);
  const [typed, setTyped] = useState<string>();
  const names = new Set(taken);
  const proposal = freeName(ownText(label, 'en') || ownText(label, language), names);
  const name = saved?.name ?? typed ?? proposal;
  return {
    label,
    setLabel,
    name,
    input: saved ? undefined : { value: typed, proposal, taken: names, onChange: setTyped },
    ready:
      textIn(label, language) !== '' &&
      (saved !== undefined || (isApiName(name) && !names.has(name))),
  };
}
