/** The two vaults: the demo that ships with the program, and the user's own. */
export type VaultName = 'demo' | 'mine';

/** Parts of a vault that can change; `market`: bars, events, fundamentals, news, second opinions, repairs. */
export type VaultPart =
  | 'journal'
  | 'batches'
  | 'accounts'
  | 'instruments'
  | 'prices'
  | 'rates'
  | 'macro'
  | 'market'
  | 'fetches'
  | 'documents'
  | 'settings'
  | 'mappings'
  | 'results';

/** What was written, by this tab or another. */
export interface VaultChange {
  readonly vault: VaultName;
  readonly parts: readonly VaultPart[];
}

/** The channel on which the tabs and workers that use a vault tell each other of writes. */
export function vaultChannel(name: VaultName): BroadcastChannel {
  return new BroadcastChannel(`sextant-${name}`);
}

/** Calls back after every write to a vault by this page, its workers or another tab, without opening it; returns how to stop. */
export function followVault(name: VaultName, listener: (change: VaultChange) => void): () => void {
  const channel = vaultChannel(name);
  channel.onmessage = (event: MessageEvent<VaultChange>) => listener(event.data);
  return () => channel.close();
}
