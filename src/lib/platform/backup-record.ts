import * as v from 'valibot';

const RECORDS_KEY = 'sextant-backups';
const REMINDER_KEY = 'sextant-backup-reminder';
const PASSKEY_KEY = 'sextant-backup-passkey';
const MOST_RECORDS = 12;

const recordShape = v.object({
  at: v.number(),
  name: v.string(),
  bytes: v.number(),
  entries: v.number(),
  head: v.string(),
  /** What opens it; a restored one is where this device began. */
  kind: v.picklist(['plain', 'passphrase', 'passkey', 'restored'])
});
const reminderShape = v.object({ on: v.boolean(), days: v.number(), changes: v.number() });
const passkeyShape = v.object({ name: v.string(), createdAt: v.number(), recipient: v.string(), sealed: v.string() });

/** A backup that this device made or restored. */
export type BackupRecord = Readonly<v.InferOutput<typeof recordShape>>;

/** When to remind of a backup: after some days or some changes, whichever comes first. */
export type BackupReminder = Readonly<v.InferOutput<typeof reminderShape>>;

/** A passkey that opens backups beside their passphrase; its secret, sealed by it, in base64. */
export type KeptPasskey = Readonly<v.InferOutput<typeof passkeyShape>>;

export const usualReminder: BackupReminder = { on: true, days: 30, changes: 500 };

// These are facts about this device, so they stay out of the vault: a restore must not bring those of another one.
function kept<T>(key: string, shape: v.GenericSchema<unknown, T>): T | undefined {
  try {
    const read = v.safeParse(shape, JSON.parse(localStorage.getItem(key) ?? 'null'));
    return read.success ? read.output : undefined;
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A full or forbidden store loses the record, not the backup. */
function keep(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Backups that this device made or restored, newest first. */
export function backupRecords(): readonly BackupRecord[] {
  return kept(RECORDS_KEY, v.array(recordShape)) ?? [];
}

export function keepBackupRecord(record: BackupRecord): void {
  keep(RECORDS_KEY, [record, ...backupRecords()].slice(0, MOST_RECORDS));
}

export function backupReminder(): BackupReminder {
  return kept(REMINDER_KEY, reminderShape) ?? usualReminder;
}

export function saveBackupReminder(reminder: BackupReminder): void {
  keep(REMINDER_KEY, reminder);
}

export function keptPasskey(): KeptPasskey | undefined {
  return kept(PASSKEY_KEY, passkeyShape);
}

export function keepPasskey(passkey: KeptPasskey | undefined): void {
  keep(PASSKEY_KEY, passkey);
}
