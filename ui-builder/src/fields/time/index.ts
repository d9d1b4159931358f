import { Clock } from 'lucide-react';
import { orderOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { temporalDisplay } from '../shared/TemporalDisplay';
import { TimeInput } from './TimeInput';

const Display = temporalDisplay<'time'>('time');

export const time = {
  type: 'time',
  icon: Clock,
  Input: TimeInput,
  Display,
  Cell: Display,
  Filter: inputFilter(TimeInput),
  operators: orderOperators,
  width: 100,
} satisfies FieldModule<'time'>;
