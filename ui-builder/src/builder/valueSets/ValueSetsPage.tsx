import { ListTree } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '@/i18n';
import { Page } from '@/ui';
import { ValuesEditor } from '../fields/ValuesEditor';
import { useComponents } from '../model/components';
import { choiceOf, withoutBlanks, type ValueSetDocument } from '../model/documents';
import { ComponentDialog } from '../widgets/ComponentDialog';
import { ComponentTable } from '../widgets/ComponentTable';
import { NamingInputs } from '../widgets/NamingInputs';
import { useNaming } from '../widgets/useNaming';

/** Lists of values that several picklists share. */
export const ValueSetsPage = () => {
  const { t, language } = useI18n();
  const valueSets = useComponents('value_set');
  return (
    <Page title={t('setup.valueSets')} note={valueSets.length}>
      <ComponentTable<ValueSetDocument>
        title={t('setup.valueSets')}
        icon={ListTree}
        components={valueSets}
        columns={[
          {
            key: 'values',
            label: t('fieldDef.values'),
            numeric: true,
            cell: (set) => set.values.length.toLocaleString(language),
          },
        ]}
        newLabel={t('valueSet.new')}
        emptyTitle={t('valueSet.none')}
        emptyText={t('valueSet.noneText')}
        dialog={(set, close) => (
          <ValueSetDialog valueSet={set} others={valueSets} onClose={close} />
        )}
      />
    </Page>
  );
};

const ValueSetDialog = ({
  valueSet,
  others,
  onClose,
}: {
  valueSet: ValueSetDocument | undefined;
  others: ValueSetDocument[];
  onClose: () => void;
}) => {
  const { t } = useI18n();
  const naming = useNaming(
    valueSet && { label: valueSet.label, name: valueSet.name },
    others.map((other) => other.name),
  );
  const [values, setValues] = useState(valueSet?.values.map(choiceOf) ?? []);
  const filled = values.filter((choice) => choice.value.trim() !== '');
  return (
    <ComponentDialog
      title={t(valueSet ? 'valueSet.edit' : 'valueSet.new')}
      isNew={valueSet === undefined}
      ready={naming.ready && filled.length > 0}
      shown={['name', 'label', 'values']}
      components={() => [
        withoutBlanks<ValueSetDocument>({
          ...valueSet,
          kind: 'value_set',
          name: naming.name,
          label: naming.label ?? '',
          values: filled,
        }),
      ]}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <NamingInputs naming={naming} errors={errors} />
          <ValuesEditor
            values={values}
            onChange={setValues}
            oneDefault={false}
            errors={errors['values']}
          />
        </>
      )}
    </ComponentDialog>
  );
};
