import { ListOrdered } from 'lucide-react';
import { textOperators, type FieldModule } from '../FieldModule';
import { PlainCell, PlainDisplay } from '../shared/PlainDisplay';
import { PlainTextFilter } from '../shared/TextFieldInput';
import { AutoNumberInput } from './AutoNumberInput';

export const auto_number = {
  type: 'auto_number',
  icon: ListOrdered,
  Input: AutoNumberInput,
  Display: PlainDisplay,
  Cell: PlainCell,
  Filter: PlainTextFilter,
  operators: textOperators,
  width: 130,
} satisfies FieldModule<'auto_number'>;
