import { Phone } from 'lucide-react';
import { textOperators, type FieldModule } from '../FieldModule';
import { linkDisplay } from '../shared/LinkDisplay';
import { PlainTextFilter, textFieldInput } from '../shared/TextFieldInput';

const Display = linkDisplay((text) => `tel:${text.replace(/[^\d+]/g, '')}`);

export const phone = {
  type: 'phone',
  icon: Phone,
  Input: textFieldInput<'phone'>({ type: 'tel' }),
  Display,
  Cell: Display,
  Filter: PlainTextFilter,
  operators: textOperators,
  width: 150,
} satisfies FieldModule<'phone'>;
