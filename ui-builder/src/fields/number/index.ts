import { Hash } from 'lucide-react';
import type { FieldOf } from '@/api';
import { orderOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { numericDisplay } from '../shared/NumericDisplay';
import { numericInput } from '../shared/NumericInput';

const Input = numericInput<'number'>();
/** Whole numbers of up to four digits are years and room numbers more often than amounts. */
const isShort = ({ precision, scale }: FieldOf<'number'>): boolean =>
  scale === 0 && precision !== undefined && precision <= 4;

const Display = numericDisplay<'number'>((format, value, field) =>
  format.number(value, field.scale, !isShort(field)),
);

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
