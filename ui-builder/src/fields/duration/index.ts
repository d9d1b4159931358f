import { Timer } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { DurationDisplay } from './DurationDisplay';
import { DurationInput } from './DurationInput';

export const duration = {
  type: 'duration',
  icon: Timer,
  Input: DurationInput,
  Display: DurationDisplay,
  Cell: DurationDisplay,
  Filter: null,
  operators: blankOperators,
  width: 110,
} satisfies FieldModule<'duration'>;
