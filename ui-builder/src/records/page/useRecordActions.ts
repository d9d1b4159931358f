import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CopyCheck, Eye, Link as LinkIcon, Pencil, Trash2, UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import {
  deleteRecord,
  findDuplicates,
  restoreRecord,
  useProblemText,
  type ObjectDescription,
  type RecordData,
} from '@/api';
import { useT } from '@/i18n';
import { useHasPermission } from '@/metadata';
import { useToast, type Action } from '@/ui';
import type { Found } from '../merge/DuplicatesDialog';
import { recordPath } from '../recordName';

/** What can be done with one record, for its buttons, its menu, the keys and the palette. */
export function useRecordActions({
  object,
  record,
  name,
  canShare,
  onAsk,
  onDuplicates,
}: {
  object: ObjectDescription;
  record: RecordData;
  name: string;
  canShare: boolean;
  /** Opens a dialog. Always the same function. */
  onAsk: (dialog: 'delete' | 'share' | 'explain') => void;
  onDuplicates: (found: Found[]) => void;
}) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const canCustomize = useHasPermission('customize');
  const canExplain = useHasPermission('manage_users');
  const { id } = record;

  const remove = useMutation({
    mutationFn: () => deleteRecord(object.name, id),
    onSuccess: async () => {
      await navigate(`/o/${object.name}`);
      // This page may still be on screen while the next one loads: asking for it again would fail.
      void client.invalidateQueries({
        queryKey: ['records'],
        predicate: (query) => !query.queryKey.includes(id),
      });
      toast({
        text: t('record.deleted', { name }),
        action: { label: t('common.undo'), perform: () => restore.mutate() },
      });
    },
    onError: (error) => toast({ text: problemText(error), tone: 'error' }),
  });
  const restore = useMutation({
    mutationFn: () => restoreRecord(object.name, id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['records'] });
      toast({ text: t('record.restored', { name }) });
      void navigate(recordPath(object.name, id));
    },
    onError: (error) => toast({ text: problemText(error), tone: 'error' }),
  });
  const sayThereAreNoRules = () =>
    toast({
      text: t('record.noDuplicateRules', { objects: object.plural_label }),
      ...(canCustomize && {
        action: {
          label: t('record.setUpDuplicateRules'),
          perform: () => void navigate(`/setup/objects/${object.name}/duplicate-rules`),
        },
      }),
    });
  const duplicates = useMutation({
    mutationFn: () => findDuplicates(object.name, { id }),
    onSuccess: (answer) => {
      if (answer.rules.length === 0) return sayThereAreNoRules();
      // Several rules may find the same record.
      const found = answer.duplicates.flatMap((one) => one.records);
      const others = [...new Map(found.map((record) => [record.id, record])).values()].filter(
        (record) => record.id !== id,
      );
      if (others.length === 0) toast({ text: t('record.noDuplicates') });
      onDuplicates(others);
    },
    onError: (error) => toast({ text: problemText(error), tone: 'error' }),
  });

  const { mutate: lookForDuplicates } = duplicates;
  const actions = useMemo((): Action[] => {
    const { edit, delete: canDelete } = object.actions;
    return [
      {
        name: 'record.edit',
        label: t('common.edit'),
        icon: Pencil,
        shortcut: 'e',
        isEnabled: () => edit,
        perform: () => void navigate(`${recordPath(object.name, id)}/edit`),
      },
      {
        name: 'record.copyLink',
        label: t('record.copyLink'),
        icon: LinkIcon,
        perform: () => {
          void navigator.clipboard
            .writeText(window.location.href)
            .then(() => toast({ text: t('record.linkCopied') }));
        },
      },
      {
        name: 'record.share',
        label: t('share.action'),
        icon: UserPlus,
        isEnabled: () => canShare,
        perform: () => onAsk('share'),
      },
      {
        name: 'record.explain',
        label: t('explain.action'),
        icon: Eye,
        isEnabled: () => canExplain,
        perform: () => onAsk('explain'),
      },
      {
        name: 'record.findDuplicates',
        label: t('record.findDuplicates'),
        icon: CopyCheck,
        perform: () => lookForDuplicates(),
      },
      {
        name: 'record.delete',
        label: t('common.delete'),
        icon: Trash2,
        danger: true,
        isEnabled: () => canDelete,
        perform: () => onAsk('delete'),
      },
    ];
  }, [
    object.actions,
    object.name,
    id,
    canShare,
    canExplain,
    t,
    toast,
    navigate,
    lookForDuplicates,
    onAsk,
  ]);
  return { actions, remove };
}
