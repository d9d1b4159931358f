import { FileType2 } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { PlainTextFilter } from '../shared/TextFieldInput';
import { RichTextCell, RichTextDisplay } from './RichTextDisplay';
import { RichTextInput } from './RichTextInput';

export const rich_text = {
  type: 'rich_text',
  icon: FileType2,
  Input: RichTextInput,
  Display: RichTextDisplay,
  Cell: RichTextCell,
  Filter: PlainTextFilter,
  operators: ['contains', 'not_contains', ...blankOperators],
  width: 260,
  wide: true,
} satisfies FieldModule<'rich_text'>;
