import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectDescription, Saved } from '@/api';
import { useT } from '@/i18n';
import { useToast } from '@/ui';
import { MOST_MERGED } from './choices';
import { mergePath } from './mergePath';

export const canMerge = (object: ObjectDescription): boolean =>
  object.actions.edit && object.actions.delete;

/** Says that a record was saved; when rules found others like it, offers to look at them. */
export function useSavedToast(object: ObjectDescription) {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  return useCallback(
    ({ record, warnings }: Saved, text?: string) => {
      const alike = [...new Set(warnings.flatMap((warning) => warning.records))];
      if (alike.length === 0) {
        if (text !== undefined) toast({ text });
        return;
      }
      const address = mergePath(object.name, [record.id, ...alike.slice(0, MOST_MERGED - 1)]);
      toast({
        text: t('merge.warning', { count: alike.length }),
        ...(canMerge(object) && {
          action: { label: t('merge.compare'), perform: () => void navigate(address) },
        }),
      });
    },
    [object, t, toast, navigate],
  );
}
