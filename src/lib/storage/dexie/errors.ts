/** Names of the failures of storage. */
export type StorageErrorCode =
  | 'storage-full'
  | 'newer-data'
  | 'head-moved'
  | 'corrupt-vault'
  | 'series-mismatch'
  | 'instrument-in-use'
  | 'storage-closed'
  | 'vault-locked';

/** A failure of storage that a person can act on; nothing was written. `data` says where. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: StorageErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** The browser has no room left. */
export class StorageFullError extends StorageError {
  override readonly name = 'StorageFullError';

  constructor() {
    super(
      'storage-full',
      'The browser has no room left for this. Nothing was written. Free some space on the disk, or export and remove saved results, then try again.'
    );
  }
}

/** The database was written by a newer version of the program. */
export class NewerDataError extends StorageError {
  override readonly name = 'NewerDataError';

  constructor(database: string, found: number, known: number) {
    super(
      'newer-data',
      `The data of this browser is of version ${found}, this page knows versions up to ${known}. Reload to get the newer program; the data was left as it is.`,
      { database, found, known }
    );
  }
}

/** The vault is sealed, and nobody has its key. */
export class VaultLockedError extends StorageError {
  override readonly name = 'VaultLockedError';

  constructor() {
    super('vault-locked', 'This data is locked. Its passphrase opens it.');
  }
}

/** An instrument that the journal names cannot be taken from the list. */
export class InstrumentInUseError extends StorageError {
  override readonly name = 'InstrumentInUseError';

  constructor(instrument: string) {
    super('instrument-in-use', 'Transactions name this instrument, so it stays.', { instrument });
  }
}

/** Another tab wrote since the ledger was read. */
export class HeadMovedError extends StorageError {
  override readonly name = 'HeadMovedError';

  constructor(expected: string, found: string) {
    super(
      'head-moved',
      'The ledger was changed in another tab meanwhile. Nothing was written; look again and repeat.',
      {
        expected,
        found
      }
    );
  }
}

/** A record that the next write depends on cannot be trusted. */
export class CorruptVaultError extends StorageError {
  override readonly name = 'CorruptVaultError';

  constructor(table: string, key: string, reason: string) {
    super(
      'corrupt-vault',
      `The record ${key} of ${table} is damaged (${reason}). Nothing was written. Restore your last backup on the Backup screen.`,
      { table, key, reason }
    );
  }
}

/** Prices of one kind cannot be merged into a series of another. */
export class SeriesMismatchError extends StorageError {
  override readonly name = 'SeriesMismatchError';

  constructor(series: string, stored: string, given: string) {
    super(
      'series-mismatch',
      `The stored series ${series} is ${stored}, the new one ${given}. Replace the series as a whole, or bring in one of the same kind.`,
      { series, stored, given }
    );
  }
}

function named(error: unknown, name: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === name) return true;
  if ('inner' in error && error.inner !== error && named(error.inner, name)) return true;
  if ('failures' in error && Array.isArray(error.failures)) return error.failures.some((one) => named(one, name));
  return false;
}

const followers = new Set<(error: unknown) => void>();

/** Tells of every write of this page or worker that failed; returns how to stop. */
export function onWriteFailed(listener: (error: unknown) => void): () => void {
  followers.add(listener);
  return () => void followers.delete(listener);
}

/** The outcome of a write; a full disk becomes {@link StorageFullError}, a closed database 'storage-closed'. */
export async function written<T>(write: () => PromiseLike<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    for (const tell of followers) tell(error);
    if (error instanceof StorageError) throw error;
    if (named(error, 'QuotaExceededError')) throw new StorageFullError();
    if (named(error, 'DatabaseClosedError'))
      throw new StorageError('storage-closed', 'The data was upgraded or removed in another tab. Reload this page.');
    throw error;
  }
}
