import { ListChecks } from 'lucide-react';
import { choiceOperators, type FieldModule } from '../FieldModule';
import { ChoiceFilter } from '../picklist/PicklistInput';
import { MultiPicklistCell, MultiPicklistDisplay } from './MultiPicklistDisplay';
import { MultiPicklistInput } from './MultiPicklistInput';

export const multi_picklist = {
  type: 'multi_picklist',
  icon: ListChecks,
  Input: MultiPicklistInput,
  Display: MultiPicklistDisplay,
  Cell: MultiPicklistCell,
  Filter: ChoiceFilter,
  operators: choiceOperators,
  width: 200,
} satisfies FieldModule<'multi_picklist'>;
