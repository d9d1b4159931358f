import { Link as LinkIcon } from 'lucide-react';
import { textOperators, type FieldModule } from '../FieldModule';
import { linkDisplay } from '../shared/LinkDisplay';
import { PlainTextFilter, textFieldInput } from '../shared/TextFieldInput';

const Display = linkDisplay((text) => (/^https?:\/\//i.test(text) ? text : undefined), true);

export const url = {
  type: 'url',
  icon: LinkIcon,
  Input: textFieldInput<'url'>({ inputMode: 'url' }),
  Display,
  Cell: Display,
  Filter: PlainTextFilter,
  operators: textOperators,
  width: 200,
} satisfies FieldModule<'url'>;
