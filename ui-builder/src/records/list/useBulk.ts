import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bulk, restoreRecord, useProblemText, type BulkResult, type Fields } from '@/api';
import { useT } from '@/i18n';
import { useToast } from '@/ui';

const failures = (results: BulkResult[]) => results.filter((result) => result.status === 'failed');

/** Changing and deleting many records, with undo for deletion. */
export function useBulk(object: string) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const problemText = useProblemText();
  const refresh = () => client.invalidateQueries({ queryKey: ['records'] });
  const onError = (error: unknown) => toast({ text: problemText(error), tone: 'error' });

  const report = (results: BulkResult[], done: string, undo?: () => void) => {
    const failed = failures(results);
    if (failed.length > 0) {
      const reason = failed[0]?.violations?.[0]?.message ?? '';
      toast({ text: t('list.someFailed', { count: failed.length, reason }), tone: 'error' });
    }
    if (failed.length < results.length) {
      toast({
        text: done,
        ...(undo && { action: { label: t('common.undo'), perform: undo } }),
      });
    }
  };

  const restore = useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await restoreRecord(object, id);
      return ids.length;
    },
    onSuccess: (count) => toast({ text: t('list.restored', { count }) }),
    onError,
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (ids: string[]) =>
      bulk(
        object,
        'delete',
        ids.map((id) => ({ id })),
      ),
    onSuccess: ({ results }) => {
      const gone = results.flatMap((one) => (one.status === 'deleted' && one.id ? [one.id] : []));
      report(results, t('list.deleted', { count: gone.length }), () => restore.mutate(gone));
    },
    onError,
    onSettled: refresh,
  });
  const update = useMutation({
    mutationFn: ({ ids, fields }: { ids: string[]; fields: Fields }) =>
      bulk(
        object,
        'update',
        ids.map((id) => ({ id, ...fields })),
      ),
    onSuccess: ({ results }) =>
      report(results, t('list.bulkDone', { count: results.length - failures(results).length })),
    onError,
    onSettled: refresh,
  });
  return { remove, update, restore };
}
