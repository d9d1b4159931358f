import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { applyChangeSet, type ChangeSet, type ChangeSetAnswer } from '@/api';
import { useT } from '@/i18n';
import { useToast } from '@/ui';
import { useReloadComponents } from '../model/components';
import { ImpactDialog } from './ImpactDialog';
import { needsConsent } from './impact';

type Asked = { changeSet: ChangeSet; plan: ChangeSetAnswer };

export type Saving = {
  /** Plans first when data may be touched, asks if it is, then applies. */
  save: (changeSet: ChangeSet) => void;
  busy: boolean;
  problem: unknown;
  reset: () => void;
  /** The question about existing data, while there is one. */
  question: ReactNode;
};

/** New components cannot touch data, so they need no plan. */
const mayTouchData = (changeSet: ChangeSet, isNew: boolean) =>
  !isNew || (changeSet.deletions ?? []).length > 0;

/** The one door for changing metadata, with its question about existing records. */
export function useChangeSet({
  isNew = false,
  onSaved,
}: {
  isNew?: boolean;
  onSaved?: (answer: ChangeSetAnswer) => void;
} = {}): Saving {
  const t = useT();
  const toast = useToast();
  const reload = useReloadComponents();
  const [asked, setAsked] = useState<Asked>();

  const apply = useMutation({
    mutationFn: applyChangeSet,
    onSuccess: async (answer) => {
      await reload();
      setAsked(undefined);
      toast({ text: t('builder.saved') });
      onSaved?.(answer);
    },
    onError: () => setAsked(undefined),
  });
  const plan = useMutation({
    mutationFn: (changeSet: ChangeSet) => applyChangeSet({ ...changeSet, dry_run: true }),
    onSuccess: (answer, changeSet) => {
      if (needsConsent(answer)) setAsked({ changeSet, plan: answer });
      else apply.mutate(changeSet);
    },
  });

  return {
    save: (changeSet) => {
      apply.reset();
      plan.reset();
      if (mayTouchData(changeSet, isNew)) plan.mutate(changeSet);
      else apply.mutate(changeSet);
    },
    busy: plan.isPending || apply.isPending,
    problem: plan.error ?? apply.error,
    reset: () => {
      plan.reset();
      apply.reset();
    },
    question: asked && (
      <ImpactDialog
        plan={asked.plan}
        busy={apply.isPending}
        onCancel={() => setAsked(undefined)}
        onConfirm={(clear) =>
          apply.mutate({ ...asked.changeSet, ...(clear.length > 0 && { clear }) })
        }
      />
    ),
  };
}
