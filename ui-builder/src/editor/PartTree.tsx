import { CircleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { TriedPart } from '@/api';
import { useT } from '@/i18n';
import { classes } from '@/ui';
import type { Range } from './CodeArea';
import { outcomeText } from './outcomeText';
import { partLevels, type PartNode } from './partLevels';
import styles from './editor.module.css';

/** The parts of a formula as they are made of one another; pointing at one shows it in the text. */
export const PartTree = ({
  source,
  parts,
  onPoint,
}: {
  source: string;
  parts: readonly TriedPart[];
  onPoint: (range: Range | undefined) => void;
}) => {
  const roots = useMemo(() => partLevels(parts), [parts]);
  return <Level nodes={roots} source={source} onPoint={onPoint} />;
};

type LevelProps = {
  nodes: readonly PartNode[];
  source: string;
  onPoint: (range: Range | undefined) => void;
};

const Level = ({ nodes, source, onPoint }: LevelProps) => {
  const t = useT();
  return (
    <ul className={styles['parts']}>
      {nodes.map((node, index) => (
        <li key={index}>
          <button
            type="button"
            className={styles['part']}
            onMouseEnter={() => onPoint(node)}
            onMouseLeave={() => onPoint(undefined)}
            onFocus={() => onPoint(node)}
            onBlur={() => onPoint(undefined)}
            onClick={() => onPoint(node)}
          >
            <code className={styles['partText']}>
              {source.slice(node.from, node.to).replace(/\s+/g, ' ')}
            </code>
            <span
              className={classes(
                styles['partValue'],
                node.error && (node.isCause ? styles['failed'] : styles['soft']),
              )}
            >
              {node.isCause && <CircleAlert size={13} aria-hidden />}
              {node.error && !node.isCause ? t('editor.failsInside') : outcomeText(node, t)}
            </span>
          </button>
          {node.children.length > 0 && (
            <Level nodes={node.children} source={source} onPoint={onPoint} />
          )}
        </li>
      ))}
    </ul>
  );
};
