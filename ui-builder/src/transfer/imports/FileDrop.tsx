import { FileSpreadsheet, FileUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { ImportPreview } from '@/api';
import { useFormat } from '@/fields';
import { useT } from '@/i18n';
import { Button, classes } from '@/ui';
import styles from '../transfer.module.css';

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,text/csv';

/** Takes a file by drop or by choice, and then says what was found in it. */
export const FileDrop = ({
  file,
  preview,
  onFile,
}: {
  file: File | undefined;
  preview: ImportPreview | undefined;
  onFile: (file: File | undefined) => void;
}) => {
  const t = useT();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const inputId = useId();
  const [over, setOver] = useState(false);

  const facts = [
    file && t('import.size', { size: format.number(Math.ceil(file.size / 1024)) }),
    preview?.rows !== undefined &&
      preview.rows !== null &&
      t('import.rowCount', { count: preview.rows }),
    preview && t('import.columnCount', { count: preview.columns.length }),
    preview?.encoding,
  ].filter(Boolean);
  return (
    <>
      <input
        ref={input}
        id={inputId}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        accept={ACCEPTED}
        aria-label={t('import.choose')}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onFile(chosen);
          event.target.value = '';
        }}
      />
      {file ? (
        <div className={styles['file']}>
          <FileSpreadsheet size={20} aria-hidden />
          <span className={styles['fileName']}>
            <strong>{file.name}</strong>
            <small>{facts.join(' · ')}</small>
          </span>
          <Button size="small" onClick={() => input.current?.click()}>
            {t('import.otherFile')}
          </Button>
        </div>
      ) : (
        <div
          className={classes(styles['drop'], over && styles['dropOver'])}
          role="presentation"
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            const dropped = event.dataTransfer.files[0];
            if (dropped) onFile(dropped);
          }}
        >
          <FileUp size={26} aria-hidden />
          <p>{t('import.drop')}</p>
          <Button onClick={() => input.current?.click()}>{t('import.choose')}</Button>
        </div>
      )}
    </>
  );
};
