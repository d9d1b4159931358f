import { MapPinned } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { AddressCell, AddressDisplay } from './AddressDisplay';
import { AddressInput } from './AddressInput';

export const address = {
  type: 'address',
  icon: MapPinned,
  Input: AddressInput,
  Display: AddressDisplay,
  Cell: AddressCell,
  Filter: null,
  operators: blankOperators,
  width: 240,
  group: true,
} satisfies FieldModule<'address'>;
