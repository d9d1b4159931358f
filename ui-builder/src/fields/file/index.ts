import { Paperclip } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { FileDisplay } from './FileDisplay';
import { fileInput } from './FileInput';

export const file = {
  type: 'file',
  icon: Paperclip,
  Input: fileInput<'file'>(),
  Display: FileDisplay,
  Cell: FileDisplay,
  Filter: null,
  operators: blankOperators,
  width: 170,
} satisfies FieldModule<'file'>;
