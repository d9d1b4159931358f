import { stringifyJson } from '@/api';
import type { DisplayProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { isBlank } from '../shared/values';
import { prettyJson } from './prettyJson';

export const JsonDisplay = ({ value }: DisplayProps<'json'>) =>
  isBlank(value) ? null : <pre className={styles['code']}>{prettyJson(stringifyJson(value))}</pre>;

export const JsonCell = ({ value }: DisplayProps<'json'>) =>
  isBlank(value) ? null : <code className={styles['cell']}>{stringifyJson(value)}</code>;
