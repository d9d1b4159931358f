import { Badge } from '@/ui';
import type { DisplayProps } from '../FieldModule';
import { optionOf } from '../picklist/choices';
import styles from '../shared/fields.module.css';
import { listOf } from '../shared/values';

const badges = ({ field, value }: DisplayProps<'multi_picklist'>) =>
  listOf(value).map((one) => {
    const { label, color } = optionOf(field, one);
    return <Badge key={one} label={label} color={color} />;
  });

export const MultiPicklistDisplay = (props: DisplayProps<'multi_picklist'>) => (
  <span className={styles['badges']}>{badges(props)}</span>
);

export const MultiPicklistCell = (props: DisplayProps<'multi_picklist'>) => (
  <span className={styles['badgesCell']}>{badges(props)}</span>
);
