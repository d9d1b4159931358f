import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { changeSettings, loadSettings, Problem, useProblemText, violationsByField } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Field, Loading, TextInput, useToast } from '@/ui';
import styles from '../form.module.css';

const FIELD = 'audit_retention_days';

/** How long entries are kept. */
export const KeepingDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const client = useQueryClient();
  const formId = useId();
  const settings = useQuery({ queryKey: ['settings'], queryFn: loadSettings, staleTime: 0 });
  const [days, setDays] = useState<string>();
  const shown = days ?? String(settings.data?.audit_retention_days ?? '');
  const change = useMutation({
    mutationFn: () => changeSettings({ audit_retention_days: Number(shown) }),
    onSuccess: async (saved) => {
      client.setQueryData(['settings'], saved);
      await client.invalidateQueries({ queryKey: ['audit'] });
      toast({ text: t('builder.saved') });
      onClose();
    },
  });
  const errors =
    change.error instanceof Problem
      ? violationsByField(change.error.violations, (field) => field === FIELD)
      : {};
  const problem = settings.error ?? change.error;
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Dialog
      title={t('audit.keeping')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={change.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} onSubmit={save}>
        {problem && !errors[FIELD] && <Callout tone="danger">{problemText(problem)}</Callout>}
        {settings.isPending ? (
          <Loading />
        ) : (
          <Field label={t('audit.keptDays')} hint={t('audit.keptHint')} errors={errors[FIELD]}>
            {(control) => (
              <TextInput
                {...control}
                inputMode="numeric"
                value={shown}
                onChange={(event) => setDays(event.target.value)}
              />
            )}
          </Field>
        )}
      </form>
    </Dialog>
  );
};
