import type { InstrumentId } from '$lib/domain/instruments';
import type { Fundamentals, MarketEvents, PriceBars } from '$lib/domain/market';
import { loadBars, loadEvents, loadFundamentals, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** Of which instrument; the revision makes a later question another one. */
export interface MarketQuestion {
  readonly vault: VaultName;
  readonly instrument: InstrumentId;
  readonly revision: number;
}

/** What is kept of an instrument beside its closes; absent where nothing is. */
export interface InstrumentMarket {
  readonly instrument: InstrumentId;
  readonly bars?: PriceBars;
  readonly events?: MarketEvents;
  readonly fundamentals?: Fundamentals;
}

/** Open, high, low and volume on the days of the closes, announced splits and dividends, and fundamentals. */
export async function instrumentMarket({ vault: name, instrument }: MarketQuestion): Promise<InstrumentMarket> {
  const vault = await openedVault(name);
  const [{ bars }, events, fundamentals] = await Promise.all([
    loadBars(vault, [instrument]),
    loadEvents(vault, [instrument]),
    loadFundamentals(vault, [instrument])
  ]);
  return {
    instrument,
    ...(bars[0] ? { bars: bars[0] } : {}),
    ...(events.rows[0] ? { events: events.rows[0] } : {}),
    ...(fundamentals.rows[0] ? { fundamentals: fundamentals.rows[0] } : {})
  };
}
