import { Paperclip } from 'lucide-react';
import { fileUrl, type Json } from '@/api';
import { useI18n } from '@/i18n';
import styles from '../shared/fields.module.css';
import { fileSize, storedFile } from './storedFile';
import { useFileName } from './useFileName';

export const FileDisplay = ({ value }: { value: Json | undefined }) => {
  const { language } = useI18n();
  const file = storedFile(value);
  const name = useFileName(file);
  if (!file) return null;
  return (
    <a className={styles['linkRow']} href={fileUrl(file.id)} download={name}>
      <Paperclip size={13} aria-hidden />
      <span className={styles['cell']}>{name}</span>
      {file.size !== undefined && (
        <span className={styles['unit']}>{fileSize(file.size, language)}</span>
      )}
    </a>
  );
};
