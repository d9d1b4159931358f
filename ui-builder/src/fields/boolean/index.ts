import { SquareCheck } from 'lucide-react';
import type { FieldModule } from '../FieldModule';
import { BooleanDisplay } from './BooleanDisplay';
import { BooleanFilter, BooleanInput } from './BooleanInput';

export const boolean = {
  type: 'boolean',
  icon: SquareCheck,
  Input: BooleanInput,
  Display: BooleanDisplay,
  Cell: BooleanDisplay,
  Filter: BooleanFilter,
  operators: ['equals'],
  width: 100,
} satisfies FieldModule<'boolean'>;
