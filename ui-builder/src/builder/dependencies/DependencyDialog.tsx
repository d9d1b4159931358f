import { useQuery } from '@tanstack/react-query';
import { checkFormula, loadUsages, useProblemText } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout, Dialog, Loading } from '@/ui';
import { UsageList } from '../change/UsageList';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import type { FieldDocument, ValidationRuleDocument } from '../model/documents';
import { DependencyGraph } from './DependencyGraph';
import { dependencies, readsOf } from './graph';

/** What a component reads and what uses it, as a picture where there is more than users to see. */
export const DependencyDialog = ({
  component,
  label,
  onClose,
}: {
  component: FieldDocument | ValidationRuleDocument;
  label: string;
  onClose: () => void;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const documents = useComponents('field');
  const { formulas, fields } = readsOf(component);
  const isReader = formulas.length + fields.length > 0;
  const found = useQuery({
    queryKey: ['metadata', 'usages', component.kind, component.name],
    queryFn: async () => {
      const { users } = await loadUsages(component.kind, component.name);
      const byName = new Map(documents.map((field) => [field.name, field]));
      const graph = await dependencies(component, users, byName, async (formula) =>
        formula.expression.trim() === '' ? [] : (await checkFormula(formula)).references,
      );
      return { users, graph };
    },
    staleTime: 0,
  });
  const isPicture = isReader && (found.data?.graph.nodes.length ?? 0) > 1;
  return (
    <Dialog
      title={t(isReader ? 'dependency.title' : 'builder.usagesOf', { name: label })}
      size={isReader ? 'wide' : 'narrow'}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      {found.isPending && <Loading />}
      {found.isError && <Callout tone="danger">{problemText(found.error)}</Callout>}
      {found.data && isPicture && (
        <div className={styles['form']}>
          <DependencyGraph graph={found.data.graph} fields={documents} onOpen={onClose} />
          <p className={styles['soft']}>{t('dependency.legend')}</p>
          {found.data.graph.isCut && <Callout tone="info">{t('dependency.cut')}</Callout>}
        </div>
      )}
      {found.data &&
        !isPicture &&
        (found.data.users.length === 0 ? (
          <p>{t('builder.unused')}</p>
        ) : (
          <UsageList users={found.data.users} />
        ))}
    </Dialog>
  );
};
