import type { RecordChange } from '@/api';

/** What changed of one object since it was last looked at. */
export type ObjectChanges = { ids: Set<string>; removed: Set<string> };

const REMOVING = new Set(['deleted', 'purged']);

/** Changes come one by one and in bursts; looked at together, each record counts once. */
export class GatheredChanges {
  private byObject = new Map<string, ObjectChanges>();

  add({ object, action, ids }: RecordChange): void {
    const changes = this.byObject.get(object) ?? { ids: new Set(), removed: new Set() };
    for (const id of ids) {
      changes.ids.add(id);
      if (REMOVING.has(action)) changes.removed.add(id);
      else changes.removed.delete(id);
    }
    this.byObject.set(object, changes);
  }

  get isEmpty(): boolean {
    return this.byObject.size === 0;
  }

  take(): Map<string, ObjectChanges> {
    const taken = this.byObject;
    this.byObject = new Map();
    return taken;
  }
}
