import { ArrowUpRight } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { ReferenceDisplay } from './ReferenceDisplay';
import { ReferenceInput } from './ReferenceInput';

export const reference = {
  type: 'reference',
  icon: ArrowUpRight,
  Input: ReferenceInput,
  Display: ReferenceDisplay,
  Cell: ReferenceDisplay,
  Filter: inputFilter(ReferenceInput),
  operators: ['equals', 'not_equals', ...blankOperators],
  width: 170,
} satisfies FieldModule<'reference'>;
