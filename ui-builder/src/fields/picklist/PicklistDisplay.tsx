import { Badge } from '@/ui';
import type { DisplayProps } from '../FieldModule';
import { optionOf } from './choices';

export const PicklistDisplay = ({ field, value }: DisplayProps<'picklist'>) => {
  if (typeof value !== 'string' || value === '') return null;
  const { label, color } = optionOf(field, value);
  return <Badge label={label} color={color} />;
};
