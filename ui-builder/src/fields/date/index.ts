import { Calendar } from 'lucide-react';
import { dateOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { temporalDisplay } from '../shared/TemporalDisplay';
import { DateInput } from './DateInput';

const Display = temporalDisplay<'date'>('date');

export const date = {
  type: 'date',
  icon: Calendar,
  Input: DateInput,
  Display,
  Cell: Display,
  Filter: inputFilter(DateInput),
  operators: dateOperators,
  width: 136,
} satisfies FieldModule<'date'>;
