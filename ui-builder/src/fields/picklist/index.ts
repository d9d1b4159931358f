import { CircleDot } from 'lucide-react';
import { choiceOperators, type FieldModule } from '../FieldModule';
import { PicklistDisplay } from './PicklistDisplay';
import { ChoiceFilter, PicklistInput } from './PicklistInput';

export const picklist = {
  type: 'picklist',
  icon: CircleDot,
  Input: PicklistInput,
  Display: PicklistDisplay,
  Cell: PicklistDisplay,
  Filter: ChoiceFilter,
  operators: choiceOperators,
  width: 130,
} satisfies FieldModule<'picklist'>;
