import { CircleDollarSign } from 'lucide-react';
import { orderOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { numericDisplay } from '../shared/NumericDisplay';
import { numericInput } from '../shared/NumericInput';

const Input = numericInput<'currency'>((currency) => currency);
const Display = numericDisplay<'currency'>((format, value, { scale }) =>
  format.money(value, scale),
);

export const currency = {
  type: 'currency',
  icon: CircleDollarSign,
  Input,
  Display,
  Cell: Display,
  Filter: inputFilter(Input),
  operators: orderOperators,
  width: 130,
  align: 'end',
} satisfies FieldModule<'currency'>;
