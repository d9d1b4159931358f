import { CalendarClock } from 'lucide-react';
import { orderOperators, type FieldModule } from '../FieldModule';
import { inputFilter } from '../shared/InputFilter';
import { temporalDisplay } from '../shared/TemporalDisplay';
import { DatetimeInput } from './DatetimeInput';

const Display = temporalDisplay<'datetime'>('datetime');

export const datetime = {
  type: 'datetime',
  icon: CalendarClock,
  Input: DatetimeInput,
  Display,
  Cell: Display,
  Filter: inputFilter(DatetimeInput),
  operators: orderOperators,
  width: 170,
} satisfies FieldModule<'datetime'>;
