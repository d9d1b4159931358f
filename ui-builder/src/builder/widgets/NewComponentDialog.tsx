import type { Component } from '@/api';
import type { Localized } from '../model/documents';
import { ComponentDialog } from './ComponentDialog';
import { NamingInputs } from './NamingInputs';
import { useNaming } from './useNaming';

/** Asks for the label and the name of something that is then edited on a page of its own. */
export const NewComponentDialog = ({
  title,
  taken,
  create,
  onClose,
  onCreated,
}: {
  title: string;
  /** Names that cannot be used, without the object's. */
  taken: readonly string[];
  create: (name: string, label: Localized) => Component;
  onClose: () => void;
  onCreated: (fullName: string) => void;
}) => {
  const naming = useNaming(undefined, taken);
  const component = create(naming.name, naming.label ?? '');
  return (
    <ComponentDialog
      title={title}
      size="narrow"
      isNew
      ready={naming.ready}
      shown={['name', 'label']}
      components={() => [component]}
      onClose={onClose}
      onSaved={() => onCreated(component.name)}
    >
      {(errors) => <NamingInputs naming={naming} errors={errors} />}
    </ComponentDialog>
  );
};
