import { deviceSetting, saveDeviceSetting } from './sources';

/** What becomes of fetched values that the checks refuse: 'strict' leaves them out, 'repair' mends what a rule can and keeps a record. */
export type FetchChecks = 'strict' | 'repair';

const KEY = 'fetch-checks';

/** How fetched values are checked on this device; strictly unless a person chose otherwise. */
export async function fetchChecks(): Promise<FetchChecks> {
  return (await deviceSetting(KEY)) === 'repair' ? 'repair' : 'strict';
}

/** Keeps how fetched values are checked. */
export function saveFetchChecks(checks: FetchChecks): Promise<void> {
  return saveDeviceSetting(KEY, checks === 'strict' ? undefined : checks);
}
