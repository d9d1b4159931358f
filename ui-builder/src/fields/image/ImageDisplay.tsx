import { fileUrl } from '@/api';
import type { DisplayProps } from '../FieldModule';
import { storedFile } from '../file/storedFile';
import styles from '../shared/fields.module.css';

export const ImageDisplay = ({ field, value }: DisplayProps<'image'>) => {
  const image = storedFile(value);
  if (!image) return null;
  return (
    <a href={fileUrl(image.id)} target="_blank" rel="noopener noreferrer">
      <img
        className={styles['thumb']}
        src={fileUrl(image.id)}
        alt={image.name ?? field.label}
        loading="lazy"
      />
    </a>
  );
};

export const ImageCell = ({ field, value }: DisplayProps<'image'>) => {
  const image = storedFile(value);
  if (!image) return null;
  return (
    <img
      className={styles['thumbCell']}
      src={fileUrl(image.id)}
      alt={image.name ?? field.label}
      loading="lazy"
    />
  );
};
