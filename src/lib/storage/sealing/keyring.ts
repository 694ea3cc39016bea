import type { VaultName } from '$lib/storage/changes';

/** What pages and workers tell each other of a sealed vault. Only this origin hears it; nothing is written. */
type KeyMessage =
  | { readonly kind: 'ask' }
  | { readonly kind: 'key'; readonly key: Uint8Array }
  | { readonly kind: 'lock' }
  | { readonly kind: 'active' };

const held = new Map<VaultName, Uint8Array>();
const channelName = (vault: VaultName): string => `sextant-key-${vault}`;
const holderName = (vault: VaultName): string => `sextant-key-holder-${vault}`;

// A page that holds the key answers within a task, but may be busy; where none holds it nobody is waited for.
const LONGEST_WAIT = 5000;
const SHORT_WAIT = 300;

/** The key of a vault for this page or worker until it ends. */
export function holdKey(vault: VaultName, key: Uint8Array): void {
  held.set(vault, key);
}

/** Forgets the key. */
export function dropKey(vault: VaultName): void {
  held.delete(vault);
}

/** The key of an unlocked vault: held here, or given by a page that holds it; undefined when all are locked. */
export async function heldKey(vault: VaultName): Promise<Uint8Array | undefined> {
  const own = held.get(vault);
  if (own) return own;
  const key = await askedKey(vault);
  if (key) held.set(vault, key);
  return key;
}

async function askedKey(vault: VaultName): Promise<Uint8Array | undefined> {
  const wait = await longestWait(vault);
  if (wait === 0) return undefined;
  const channel = new BroadcastChannel(channelName(vault));
  try {
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), wait);
      channel.onmessage = ({ data }: MessageEvent<KeyMessage>) => {
        if (data.kind !== 'key') return;
        clearTimeout(timer);
        resolve(data.key);
      };
      channel.postMessage({ kind: 'ask' } satisfies KeyMessage);
    });
  } finally {
    channel.close();
  }
}

async function longestWait(vault: VaultName): Promise<number> {
  const manager = lockManager();
  if (!manager) return SHORT_WAIT;
  const { held: locks = [] } = await manager.query();
  return locks.some(({ name }) => name === holderName(vault)) ? LONGEST_WAIT : 0;
}

function lockManager(): LockManager | undefined {
  return (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
}

/** What a page that holds a key hears of. */
export interface KeyFollower {
  /** Another page locks the vault: forget everything. */
  readonly onLock: () => void;
  /** Another page is being used. */
  readonly onActive: () => void;
}

/** A page's part among those that hold the key of a vault. */
export interface KeyPost {
  /** Tells every page to lock. */
  lock(): void;
  /** Tells every page that this one is being used. */
  active(): void;
  close(): void;
}

/** Gives the key to workers and other pages that ask, for as long as this page lives. */
export function answerForKey(vault: VaultName, follower: KeyFollower): KeyPost {
  const channel = new BroadcastChannel(channelName(vault));
  const post = (message: KeyMessage): void => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<KeyMessage>) => {
    const key = held.get(vault);
    if (data.kind === 'ask' && key) post({ kind: 'key', key });
    else if (data.kind === 'lock') follower.onLock();
    else if (data.kind === 'active') follower.onActive();
  };
  let release: (() => void) | undefined;
  const forever = new Promise<void>((resolve) => (release = resolve));
  if (held.has(vault)) void lockManager()?.request(holderName(vault), { mode: 'shared' }, () => forever);
  return {
    lock: () => post({ kind: 'lock' }),
    active: () => post({ kind: 'active' }),
    close: () => {
      release?.();
      channel.close();
    }
  };
}
