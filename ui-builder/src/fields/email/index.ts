import { Mail } from 'lucide-react';
import { textOperators, type FieldModule } from '../FieldModule';
import { linkDisplay } from '../shared/LinkDisplay';
import { PlainTextFilter, textFieldInput } from '../shared/TextFieldInput';

const Display = linkDisplay((text) => `mailto:${text}`);

export const email = {
  type: 'email',
  icon: Mail,
  Input: textFieldInput<'email'>({ type: 'email' }),
  Display,
  Cell: Display,
  Filter: PlainTextFilter,
  operators: textOperators,
  width: 200,
} satisfies FieldModule<'email'>;
