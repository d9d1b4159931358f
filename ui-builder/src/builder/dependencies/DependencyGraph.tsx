import { Link } from 'react-router';
import { useI18n } from '@/i18n';
import { classes } from '@/ui';
import { componentPath, useKindLabel } from '../change/UsageList';
import { fieldTypeLabel } from '../fields/fieldTypeTexts';
import { useComponents } from '../model/components';
import { localName, objectOf, type FieldDocument } from '../model/documents';
import { textIn } from '../model/localized';
import styles from './DependencyGraph.module.css';
import { COLUMN, placed, ROW, type Graph, type Placed } from './graph';

const NODE_WIDTH = 170;
const NODE_HEIGHT = 42;

/**
 * Drawn lines behind a list: who sees sees the picture, who listens hears the list, in which each
 * entry says what it reads.
 */
export const DependencyGraph = ({
  graph,
  fields,
  onOpen,
}: {
  graph: Graph;
  fields: readonly FieldDocument[];
  onOpen: () => void;
}) => {
  const { t } = useI18n();
  const describe = useNodeTexts(fields);
  const { nodes, width, height } = placed(graph.nodes);
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['frame']} role="region" aria-label={t('dependency.graph')} tabIndex={0}>
      <div
        className={styles['canvas']}
        style={{ width: width - COLUMN + NODE_WIDTH, height: height - ROW + NODE_HEIGHT }}
      >
        <svg className={styles['lines']} aria-hidden>
          {nodes.flatMap((node) =>
            node.reads.map((key) => {
              const source = byKey.get(key);
              return source && <path key={`${key} ${node.key}`} d={line(source, node)} />;
            }),
          )}
        </svg>
        <ul>
          {nodes.map((node) => {
            const { label, kind } = describe(node);
            const path = componentPath(node);
            const reads = node.reads
              .map((key) => byKey.get(key))
              .filter((source) => source !== undefined)
              .map((source) => describe(source).label);
            const content = (
              <>
                <strong>{label}</strong>
                <small>{kind}</small>
                {reads.length > 0 && (
                  <span className="visually-hidden">
                    {t('dependency.reads', { names: reads.join(', ') })}
                  </span>
                )}
              </>
            );
            return (
              <li
                key={node.key}
                className={classes(styles['node'], node.level === 0 && styles['root'])}
                style={{ left: node.x, top: node.y, width: NODE_WIDTH, height: NODE_HEIGHT }}
                title={node.name}
              >
                {path && node.level !== 0 && isKnown(node, fields) ? (
                  <Link to={path} onClick={onOpen}>
                    {content}
                  </Link>
                ) : (
                  <span>{content}</span>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
};

/** The fields that every record has are no documents and have no page. */
const isKnown = (node: Placed, fields: readonly FieldDocument[]): boolean =>
  node.kind !== 'field' || fields.some((field) => field.name === node.name);

function line(from: Placed, to: Placed): string {
  const x1 = from.x + NODE_WIDTH;
  const y1 = from.y + NODE_HEIGHT / 2;
  const y2 = to.y + NODE_HEIGHT / 2;
  const bend = Math.max(20, (to.x - x1) / 2);
  return `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${to.x - bend} ${y2}, ${to.x} ${y2}`;
}

function useNodeTexts(fields: readonly FieldDocument[]) {
  const { t, language } = useI18n();
  const kindLabel = useKindLabel();
  const objects = useComponents('object');
  const rules = useComponents('validation_rule');
  const objectLabel = (name: string) =>
    textIn(objects.find((object) => object.name === name)?.label, language) || name;
  return ({ kind, name }: { kind: string; name: string }) => {
    if (kind === 'field') {
      const field = fields.find((candidate) => candidate.name === name);
      const type = field ? t(fieldTypeLabel(field.type)) : t('kind.field');
      return {
        label: textIn(field?.label, language) || localName(name),
        kind: `${objectLabel(objectOf(name))} · ${type}`,
      };
    }
    const rule = rules.find((candidate) => candidate.name === name);
    return {
      label: textIn(rule?.label, language) || localName(name) || name,
      kind: kindLabel(kind),
    };
  };
}
