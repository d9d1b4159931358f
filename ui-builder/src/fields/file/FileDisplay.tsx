import { Paperclip } from 'lucide-react';
import { fileUrl, type Json } from '@/api';
import { useI18n } from '@/i18n';
import styles from '../shared/fields.module.css';
import { fileSize, storedFile } from './storedFile';

export const FileDisplay = ({ value }: { value: Json | undefined }) => {
  const { language } = useI18n();
  const file = storedFile(value);
  if (!file) return null;
  return (
    <a className={styles['linkRow']} href={fileUrl(file.id)} download={file.name}>
      <Paperclip size={13} aria-hidden />
      <span className={styles['cell']}>{file.name}</span>
      {file.size !== undefined && (
        <span className={styles['unit']}>{fileSize(file.size, language)}</span>
      )}
    </a>
  );
};
