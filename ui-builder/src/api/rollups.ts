import { call } from './http';

/** The latest gathering of a roll-up over all records. */
export type RollupJob = {
  /** `object.field` */
  rollup: string;
  state: 'running' | 'done';
  total: number;
  done: number;
  /** How many records had another value than what was gathered. */
  corrected: number;
  finished_at: string | null;
};

export const loadRollupJobs = (): Promise<{ jobs: RollupJob[] }> =>
  call('GET', '/metadata/rollups');

/** Gathers it anew for every record; goes on by itself. */
export const repairRollup = (object: string, field: string): Promise<void> =>
  call('POST', '/metadata/rollups/{object}/{field}/repair', { path: { object, field } });
