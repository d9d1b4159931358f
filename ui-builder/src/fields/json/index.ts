import { Braces } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { JsonCell, JsonDisplay } from './JsonDisplay';
import { JsonInput } from './JsonInput';

export const json = {
  type: 'json',
  icon: Braces,
  Input: JsonInput,
  Display: JsonDisplay,
  Cell: JsonCell,
  Filter: null,
  operators: blankOperators,
  width: 200,
  wide: true,
} satisfies FieldModule<'json'>;
