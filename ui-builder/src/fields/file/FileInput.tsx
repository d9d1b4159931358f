import { useMutation } from '@tanstack/react-query';
import { Upload, X } from 'lucide-react';
import { useRef } from 'react';
import { uploadFile, useProblemText, type FieldType } from '@/api';
import { useT } from '@/i18n';
import { Button, IconButton } from '@/ui';
import type { InputProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { storedFile } from './storedFile';
import { useFileName } from './useFileName';

/** Uploads as soon as a file is chosen; the record then names its id. */
export function fileInput<T extends FieldType>(accept?: string) {
  const FileInput = ({ value, onChange, control, disabled }: InputProps<T>) => {
    const t = useT();
    const problemText = useProblemText();
    const chooser = useRef<HTMLInputElement>(null);
    const upload = useMutation({ mutationFn: uploadFile, onSuccess: onChange });
    const file = storedFile(value);
    const name = useFileName(file);
    return (
      <div>
        <div className={styles['row']}>
          <input
            ref={chooser}
            type="file"
            accept={accept}
            hidden
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) upload.mutate(chosen);
              event.target.value = '';
            }}
          />
          {file && <span className={`${styles['cell']} ${styles['grow']}`}>{name}</span>}
          <Button
            id={control.id}
            aria-describedby={control['aria-describedby']}
            icon={Upload}
            disabled={disabled}
            busy={upload.isPending}
            onClick={() => chooser.current?.click()}
          >
            {t(upload.isPending ? 'field.file.uploading' : 'field.file.choose')}
          </Button>
          {file && !disabled && (
            <IconButton icon={X} label={t('common.remove')} onClick={() => onChange(null)} />
          )}
        </div>
        {upload.isError && <span role="alert">{problemText(upload.error)}</span>}
      </div>
    );
  };
  return FileInput;
}
