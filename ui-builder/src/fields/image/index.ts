import { Image } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { fileInput } from '../file/FileInput';
import { ImageCell, ImageDisplay } from './ImageDisplay';

export const image = {
  type: 'image',
  icon: Image,
  Input: fileInput<'image'>('image/*'),
  Display: ImageDisplay,
  Cell: ImageCell,
  Filter: null,
  operators: blankOperators,
  width: 90,
} satisfies FieldModule<'image'>;
