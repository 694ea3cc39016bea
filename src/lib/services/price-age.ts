import type { Day } from '$lib/domain/calendar';
import { today } from '$lib/platform/clock';
import { pageIdle } from '$lib/platform/idle';
import { inWorker } from './in-worker';
import type { VaultName } from './vaults';

/**
 * The day by which prices are called old. A day that a person chose is its own measure, and the demo lives in the days of
 * its prices.
 */
export function referenceDay(vault: VaultName, asOf: Day | undefined, latest: Day | undefined): Day {
  return asOf !== undefined && (vault === 'demo' || asOf !== latest) ? asOf : today();
}

/** Last days up to a day on which what is held has a close; taken once the page has nothing else to do. */
export async function heldPriceDays(vault: VaultName, asOf: Day): Promise<number[]> {
  await pageIdle();
  return inWorker('value', 'priceDays', { vault, asOf });
}
