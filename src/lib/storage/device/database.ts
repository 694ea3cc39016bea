import Dexie, { type Table } from 'dexie';
import type { VaultName } from '$lib/storage/changes';

/** A source's key at rest: AES-256-GCM under the device's own key, and under the vault's key around it where the vault is locked. */
export interface KeyRow {
  readonly provider: string;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
  /** What opens it: the device alone, or the device and the vault's key, which background work does not have. */
  readonly guardedBy: 'device' | 'vault';
}

/** How a person uses a source. No secrets. */
export interface SourceRow {
  readonly provider: string;
  readonly enabled: boolean;
  /** Origins that its requests go to; the content policy allows these and no others. */
  readonly origins: readonly string[];
  /** Place in the order of fallback; the lowest is asked first. */
  readonly order: number;
  /** Asked through the person's proxy. */
  readonly viaProxy: boolean;
  /** Limits of a paid plan, in place of the free tier's. */
  readonly limits?: readonly { readonly calls: number; readonly seconds: number }[];
  /** Milliseconds since 1970; absent as long as it was not tried live. */
  readonly firstSuccessAt?: number;
  readonly lastSuccessAt?: number;
  readonly lastProblem?: { readonly at: number; readonly code: string; readonly text: string };
  /** What a person described: a custom address and the path to its values. */
  readonly custom?: unknown;
}

/** Times of calls within the longest limit of a source, so that quotas survive the tab. */
export interface QuotaRow {
  readonly provider: string;
  /** Milliseconds since 1970, ascending. */
  readonly calls: Float64Array;
  /** Not to be asked before. */
  readonly pausedUntil?: number;
}

/** What background work may do without a key: readable for it even while the vault is locked. */
export interface BackgroundRow {
  readonly id: string;
  readonly vault: VaultName;
  readonly kind: 'prices' | 'rates';
  /** Instrument id, or base and quote as "EUR/USD". */
  readonly key: string;
  readonly provider: string;
  readonly symbol: string;
}

/** How grave an entry of the log is. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/** One thing the program did. */
export interface LogEntry {
  readonly id?: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: LogLevel;
  /** Part of the program: "fetch", "background", "storage", "import", "sql". */
  readonly area: string;
  /** What happened, as a word: "series-stored", "throttled". */
  readonly event: string;
  /** Plain values that say more; never a key, an address with a key, or an amount. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** A setting of the device. */
export interface DeviceSetting {
  readonly key: string;
  readonly value: unknown;
}

export type DeviceDatabase = Dexie & {
  readonly keys: Table<KeyRow, string>;
  readonly sources: Table<SourceRow, string>;
  readonly quotas: Table<QuotaRow, string>;
  readonly background: Table<BackgroundRow, string>;
  readonly log: Table<LogEntry, number>;
  readonly settings: Table<DeviceSetting, string>;
};

const DATABASE = 'sextant-device';

let opened: DeviceDatabase | undefined;

/**
 * What belongs to this device and to no vault: keys of sources, their settings and quotas, the clear set of background work,
 * the log. It is never part of a backup.
 */
export function deviceDatabase(): DeviceDatabase {
  if (opened) return opened;
  const db = new Dexie(DATABASE);
  db.version(1).stores({
    keys: 'provider',
    sources: 'provider',
    quotas: 'provider',
    background: 'id',
    log: '++id, at, area, level',
    settings: 'key'
  });
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: false });
    opened = undefined;
  });
  opened = db as DeviceDatabase;
  return opened;
}
