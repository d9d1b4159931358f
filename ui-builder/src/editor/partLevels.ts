import type { TriedPart } from '@/api';

export type PartNode = TriedPart & {
  children: PartNode[];
  /** Whether the error arises here and not in something that it is made of. */
  isCause: boolean;
};

/** Parts come each before those that it is made of; which those are is told by where they stand. */
export function partLevels(parts: readonly TriedPart[]): PartNode[] {
  const roots: PartNode[] = [];
  const around: PartNode[] = [];
  for (const part of parts) {
    const node: PartNode = { ...part, children: [], isCause: false };
    while (around.length > 0 && !isWithin(part, around.at(-1)!)) around.pop();
    (around.at(-1)?.children ?? roots).push(node);
    around.push(node);
  }
  roots.forEach(findCauses);
  return roots;
}

const isWithin = (inner: TriedPart, outer: TriedPart): boolean =>
  outer.from <= inner.from && inner.to <= outer.to;

function findCauses(node: PartNode): void {
  node.children.forEach(findCauses);
  node.isCause =
    node.error !== undefined &&
    !node.children.some(
      (child) => child.error !== undefined && child.error.code === node.error?.code,
    );
}
