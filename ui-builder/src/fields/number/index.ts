import { Hash } from 'lucide-react';
import { orderOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { numericDisplay } from '../shared/NumericDisplay';
import { numericInput } from '../shared/NumericInput';

const Input = numericInput<'number'>();
const Display = numericDisplay<'number'>((format, value, scale) => format.number(value, scale));

export const number = {
  type: 'number',
  icon: Hash,
  Input,
  Display,
  Cell: Display,
  Filter: inputFilter(Input),
  operators: orderOperators,
  width: 130,
  align: 'end',
} satisfies FieldModule<'number'>;
