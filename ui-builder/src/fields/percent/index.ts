import { Percent } from 'lucide-react';
import { orderOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { numericDisplay } from '../shared/NumericDisplay';
import { numericInput } from '../shared/NumericInput';

const Input = numericInput<'percent'>(() => '%');
const Display = numericDisplay<'percent'>(
  (format, value, { scale }) => `${format.number(value, scale)} %`,
);

export const percent = {
  type: 'percent',
  icon: Percent,
  Input,
  Display,
  Cell: Display,
  Filter: inputFilter(Input),
  operators: orderOperators,
  width: 130,
  align: 'end',
} satisfies FieldModule<'percent'>;
