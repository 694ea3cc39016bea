import { deviceSetting, saveDeviceSetting } from '$lib/storage/device';

/** What a person allows without being asked each time. */
export interface BackgroundChoice {
  /** Updates while no page is open, where the browser does that. */
  readonly whileClosed: boolean;
  /** Updates when the app is opened. */
  readonly onOpen: boolean;
}

/** What started an update. */
export type UpdateCause = 'periodic' | 'sync' | 'open' | 'hand';

/** How an update ended. */
export type UpdateResult = 'updated' | 'nothing-new' | 'nothing-to-do' | 'offline' | 'locked' | 'partly' | 'failed';

/** The last update. Counts only: no amounts and no names. */
export interface UpdateRecord {
  readonly at: number;
  readonly cause: UpdateCause;
  readonly result: UpdateResult;
  readonly series: number;
  readonly values: number;
  /** Series of which a value was held back. */
  readonly doubtful: number;
  /** Series for which no source answered. */
  readonly unanswered: number;
}

const CHOICE = 'background';
const RECORD = 'background-run';

/** What the person allows; nothing while the app is closed until they say so. */
export async function backgroundChoice(): Promise<BackgroundChoice> {
  const kept = (await deviceSetting(CHOICE)) as Partial<BackgroundChoice> | undefined;
  return { whileClosed: kept?.whileClosed === true, onOpen: kept?.onOpen !== false };
}

/** Keeps what the person allows. */
export function saveBackgroundChoice(choice: BackgroundChoice): Promise<void> {
  return saveDeviceSetting(CHOICE, choice);
}

/** The last update; undefined before the first. */
export async function lastUpdate(): Promise<UpdateRecord | undefined> {
  return (await deviceSetting(RECORD)) as UpdateRecord | undefined;
}

/** Keeps how an update ended. */
export function saveUpdate(record: UpdateRecord): Promise<void> {
  return saveDeviceSetting(RECORD, record);
}
