import type { InstrumentId } from '$lib/domain/instruments';
import type { PriceBars } from '$lib/domain/market';
import { loadBars, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** Whose bars are asked for; the revision makes a later question another one. */
export interface BarsQuestion {
  readonly vault: VaultName;
  readonly instrument: InstrumentId;
  readonly revision: number;
}

/** Open, high, low and volume of an instrument on the days of its closes; undefined where only closes are kept. */
export async function instrumentBars({ vault, instrument }: BarsQuestion): Promise<PriceBars | undefined> {
  const { bars } = await loadBars(await openedVault(vault), [instrument]);
  return bars[0];
}
