import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import {
  mergeRecords,
  pointerParts,
  Problem,
  useProblemText,
  type MergeRequest,
  type ObjectDescription,
} from '@/api';
import { useT } from '@/i18n';
import { fieldNamed } from '@/metadata';
import { useToast } from '@/ui';
import { recordName, recordPath } from '../recordName';

/** Makes one record of several and goes to it. */
export function useMerge(object: ObjectDescription) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const merge = useMutation({
    mutationFn: (request: MergeRequest) => mergeRecords(object.name, request),
    onSuccess: async ({ record }, { losers }) => {
      await navigate(recordPath(object.name, record.id), { replace: true });
      // The losers are gone: asking for them again would fail.
      void client.invalidateQueries({
        queryKey: ['records'],
        predicate: ({ queryKey }) => !losers.some((id) => queryKey.includes(id)),
      });
      toast({ text: t('merge.done', { name: recordName(object, record) ?? object.label }) });
    },
  });
  const errors = merge.isError ? messages(object, merge.error, problemText(merge.error)) : [];
  return { merge, errors };
}

/** Each message with the field it is about, which may not be on this page. */
function messages(object: ObjectDescription, error: unknown, otherwise: string): string[] {
  if (!(error instanceof Problem) || error.violations.length === 0) return [otherwise];
  return error.violations.map((violation) => {
    const name = pointerParts(violation.pointer).find((part) => part !== 'fields');
    const field = fieldNamed(object, name);
    return field ? `${field.label}: ${violation.message}` : violation.message;
  });
}
