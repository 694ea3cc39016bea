import { releaseWorkers, run } from '$lib/compute/caller';
import type { KeyPost, SealEnvelope } from '$lib/storage/sealing';
import { bytesFromBase64, keptPasskey, secretFromPasskey } from './passkey';
import { closeVaults, storage, type VaultName } from './vaults';

/** The vault that can be locked: a person's own. */
const VAULT: VaultName = 'mine';
const MINUTE = 60_000;
const CHECK = 10_000;

/** Ciphers come with the first vault or lock, not with the page. */
const sealing = () => import('$lib/storage/sealing');
const encryption = () => import('$lib/storage/encryption');
const device = () => import('$lib/storage/device');

/** How a person's data is kept in this browser. */
export interface LockState {
  readonly on: boolean;
  /** Minutes without a touch until it locks itself; 0 for never. */
  readonly idleMinutes: number;
  readonly passkey: boolean;
}

/** Whether the data is sealed, and how it locks. */
export async function lockState(): Promise<LockState> {
  const { sealEnvelope } = await sealing();
  const envelope = await sealEnvelope(VAULT);
  return { on: envelope !== undefined, idleMinutes: envelope?.idleMinutes ?? 0, passkey: Boolean(envelope?.passkey) };
}

/** Seals all that is there; from then on the passphrase opens it. A passkey that this device keeps opens it too. */
export async function sealData(passphrase: string, { withPasskey = false } = {}): Promise<void> {
  const [{ key, envelope }, { holdKey, saveSealEnvelope }, { sealedFor }] = await Promise.all([
    run('vault', 'newSeal', { passphrase }),
    sealing(),
    encryption()
  ]);
  const passkey = withPasskey ? keptPasskey() : undefined;
  const opener = passkey && {
    key: await sealedFor(passkey.recipient, key),
    secret: bytesFromBase64(passkey.sealed)
  };
  const complete: SealEnvelope = { ...envelope, ...(opener ? { passkey: opener } : {}) };
  // The envelope first: a row that is sealed must never be without it.
  holdKey(VAULT, key);
  await saveSealEnvelope(VAULT, complete);
  await watchLock();
  await finishSealing(complete, key);
}

async function finishSealing(envelope: SealEnvelope, key: Uint8Array): Promise<void> {
  const { saveSealEnvelope } = await sealing();
  await run('vault', 'reseal', { vault: VAULT, key, to: 'sealed' });
  await (await device()).rewrapKeys('vault');
  await saveSealEnvelope(VAULT, { ...envelope, state: 'sealed' });
  await reopened();
  // Other tabs opened the vault when it was readable; they begin anew and ask this page for the key.
  post?.lock();
}

/** Makes all that is there readable again. */
export async function unsealData(): Promise<void> {
  const { dropKey, heldKey, saveSealEnvelope } = await sealing();
  const key = await heldKey(VAULT);
  if (!key) throw new Error('The data is locked.');
  await run('vault', 'reseal', { vault: VAULT, key, to: 'readable' });
  await (await device()).rewrapKeys('device');
  await saveSealEnvelope(VAULT, undefined);
  dropKey(VAULT);
  await reopened();
  // Other tabs would go on sealing what they write.
  post?.lock();
  await watchLock();
}

async function reopened(): Promise<void> {
  await closeVaults();
  releaseWorkers();
}

/** Opens locked data with its passphrase; false when it is another one. */
export async function unlockWith(passphrase: string): Promise<boolean> {
  const envelope = await (await sealing()).sealEnvelope(VAULT);
  const key = envelope && (await run('vault', 'unseal', { envelope, passphrase }));
  if (!envelope || !key) return envelope === undefined;
  await unlocked(envelope, key);
  return true;
}

/** Opens locked data with the passkey that was added to it. @throws PasskeyError */
export async function unlockWithPasskey(): Promise<void> {
  const [{ sealEnvelope }, { unsealedWith }] = await Promise.all([sealing(), encryption()]);
  const envelope = await sealEnvelope(VAULT);
  if (!envelope?.passkey) return;
  const secret = await secretFromPasskey(envelope.passkey.secret);
  await unlocked(envelope, await unsealedWith(secret, envelope.passkey.key));
}

async function unlocked(envelope: SealEnvelope, key: Uint8Array): Promise<void> {
  (await sealing()).holdKey(VAULT, key);
  await watchLock();
  if (envelope.state === 'sealing') await finishSealing(envelope, key);
}

/** Sets after how many minutes without a touch the data locks itself; 0 for never. */
export async function saveIdleMinutes(idleMinutes: number): Promise<void> {
  const { saveSealEnvelope, sealEnvelope } = await sealing();
  const envelope = await sealEnvelope(VAULT);
  if (!envelope) return;
  await saveSealEnvelope(VAULT, { ...envelope, idleMinutes });
  await watchLock();
}

/** Erases locked data that nobody can open any more; a backup can then be restored. */
export async function eraseLocked(): Promise<void> {
  const [{ deleteVault }, { saveSealEnvelope }] = await Promise.all([storage(), sealing()]);
  await closeVaults();
  releaseWorkers();
  await deleteVault(VAULT);
  await saveSealEnvelope(VAULT, undefined);
  await (await import('./background-updates')).deviceErased();
}

let post: KeyPost | undefined;
let stopWatching: (() => void) | undefined;

/** Forgets the key in every tab: each begins anew, at the lock. */
export function lockNow(): void {
  post?.lock();
  location.reload();
}

/**
 * Lets other tabs and the workers of this one have the key, and locks when nobody touches any of them. A tab whose data
 * has no lock only hears when another one gives it one.
 */
export async function watchLock(): Promise<void> {
  const { answerForKey, heldKey, sealEnvelope } = await sealing();
  const envelope = await sealEnvelope(VAULT);
  if (envelope) await heldKey(VAULT);
  unwatch();
  let touched = performance.now();
  let told = 0;
  const touch = (): void => {
    touched = performance.now();
    if (touched - told < CHECK) return;
    told = touched;
    post?.active();
  };
  post = answerForKey(VAULT, { onLock: () => location.reload(), onActive: () => (touched = performance.now()) });
  if (!envelope) return;
  const limit = envelope.idleMinutes * MINUTE;
  const timer = setInterval(() => {
    if (limit > 0 && performance.now() - touched >= limit) lockNow();
  }, CHECK);
  const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
  for (const event of events) addEventListener(event, touch, { passive: true });
  stopWatching = () => {
    clearInterval(timer);
    for (const event of events) removeEventListener(event, touch);
  };
}

function unwatch(): void {
  stopWatching?.();
  post?.close();
  stopWatching = undefined;
  post = undefined;
}
