import { useMemo } from 'react';
import type { DisplayProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { textOf } from '../shared/values';
import { htmlToText, safeHtml } from './safeHtml';

export const RichTextDisplay = ({ value }: DisplayProps<'rich_text'>) => {
  const html = useMemo(() => safeHtml(textOf(value)), [value]);
  return <div className={styles['rich']} dangerouslySetInnerHTML={{ __html: html }} />;
};

export const RichTextCell = ({ value }: DisplayProps<'rich_text'>) => {
  const text = useMemo(() => htmlToText(textOf(value)), [value]);
  return <span className={styles['cell']}>{text}</span>;
};
