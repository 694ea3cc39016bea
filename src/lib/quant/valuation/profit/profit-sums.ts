import type { InstrumentId } from '$lib/domain/instruments';
import type { ClosedCapital } from './lot-capital';
import { PartsTally, type ProfitPartName } from './profit-parts';
import { type Wide, WIDE_ZERO, widePlus } from '../worth';

/** Parts of a profit by instrument, and what crossed the border of the portfolio; all sums are exact. */
export class ProfitSums {
  /** By instrument; cash, interest and fees of accounts under undefined. */
  readonly tallies = new Map<InstrumentId | undefined, PartsTally>();
  /** Net worth of what crossed the border; positive came in. */
  flows = WIDE_ZERO;

  tally(instrument: InstrumentId | undefined): PartsTally {
    let tally = this.tallies.get(instrument);
    if (!tally) this.tallies.set(instrument, (tally = new PartsTally()));
    return tally;
  }

  realise(instrument: InstrumentId, part: ProfitPartName, { gain, currency }: ClosedCapital): void {
    const tally = this.tally(instrument);
    tally.add(part, gain);
    tally.add('currency', currency);
  }

  cross(worth: Wide): void {
    this.flows = widePlus(this.flows, worth);
  }
}
