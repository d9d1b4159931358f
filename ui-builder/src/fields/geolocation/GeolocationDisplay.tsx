import type { DisplayProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { numericText } from '../shared/NumericInput';
import { membersOf } from '../shared/values';

export const GeolocationDisplay = ({ value }: DisplayProps<'geolocation'>) => {
  const members = membersOf(value);
  if (!members) return null;
  const text = `${numericText(members['latitude'])}, ${numericText(members['longitude'])}`;
  return <span className={styles['numeric']}>{text}</span>;
};
