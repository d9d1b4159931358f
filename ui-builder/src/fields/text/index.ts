import { Type } from 'lucide-react';
import { textOperators, type FieldModule } from '../FieldModule';
import { PlainCell, PlainDisplay } from '../shared/PlainDisplay';
import { PlainTextFilter, textFieldInput } from '../shared/TextFieldInput';

export const text = {
  type: 'text',
  icon: Type,
  Input: textFieldInput<'text'>(),
  Display: PlainDisplay,
  Cell: PlainCell,
  Filter: PlainTextFilter,
  operators: textOperators,
  width: 150,
} satisfies FieldModule<'text'>;
