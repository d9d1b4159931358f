import { MapPin } from 'lucide-react';
import { blankOperators, type FieldModule } from '../FieldModule';
import { GeolocationDisplay } from './GeolocationDisplay';
import { GeolocationInput } from './GeolocationInput';

export const geolocation = {
  type: 'geolocation',
  icon: MapPin,
  Input: GeolocationInput,
  Display: GeolocationDisplay,
  Cell: GeolocationDisplay,
  Filter: null,
  operators: blankOperators,
  width: 170,
  group: true,
} satisfies FieldModule<'geolocation'>;
