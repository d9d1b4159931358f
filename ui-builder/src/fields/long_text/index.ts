import { AlignLeft } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { PlainCell, PlainDisplay } from '../shared/PlainDisplay';
import { PlainTextFilter } from '../shared/TextFieldInput';
import { LongTextInput } from './LongTextInput';

export const long_text = {
  type: 'long_text',
  icon: AlignLeft,
  Input: LongTextInput,
  Display: PlainDisplay,
  Cell: PlainCell,
  Filter: PlainTextFilter,
  operators: ['contains', 'not_contains', ...blankOperators],
  width: 260,
  wide: true,
} satisfies FieldModule<'long_text'>;
