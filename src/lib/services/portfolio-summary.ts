import type { OutputOf } from '$lib/compute/caller';
import type { Day } from '$lib/domain/calendar';
import { inWorker } from './in-worker';
import type { VaultName } from './vaults';

/** What a vault holds, enough to draw the frame of every screen. */
export type PortfolioSummary = OutputOf<'value', 'summary'>;

/** Reads a vault's frame in a worker: accounts, instruments, span and what is wrong with its records. */
export function portfolioSummary(vault: VaultName, today: Day): Promise<PortfolioSummary> {
  return inWorker('value', 'summary', { vault, today });
}
