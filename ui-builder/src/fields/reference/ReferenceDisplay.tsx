import { Link } from 'react-router';
import { useDescribe } from '@/metadata';
import type { DisplayProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { referenceValue } from './referenceValue';
import { useReferenceName } from './useReferenceName';

export const ReferenceDisplay = ({ field, value }: DisplayProps<'reference'>) => {
  const objects = useDescribe();
  const reference = referenceValue(value);
  const object = reference?.object ?? (field.to.length === 1 ? field.to[0] : undefined);
  const found = useReferenceName(object, reference);
  if (!reference) return null;
  const name = found ?? reference.id;
  // Users have no page of their own.
  if (!objects.some((candidate) => candidate.name === object && candidate.actions.read)) {
    return <span className={styles['cell']}>{name}</span>;
  }
  return (
    <Link className={styles['cell']} to={`/o/${object}/${reference.id}`} title={name}>
      {name}
    </Link>
  );
};
