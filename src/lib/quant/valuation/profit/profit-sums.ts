import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { EventId } from '$lib/domain/ledger';
import type { ClosedCapital } from './lot-capital';
import { PartsTally, type ProfitPartName } from './profit-parts';
import { type Wide, WIDE_ZERO, widePlus } from '../worth';

/** What one event added to a part of the profit, or brought over the border; what has no event is the worth of the last day. */
export interface ProfitEntry {
  readonly part: ProfitPartName | 'deposits';
  readonly amount: Wide;
  readonly instrument?: InstrumentId;
  readonly event?: EventId;
  readonly day: Day;
}

/** Parts of a profit by instrument, and what crossed the border of the portfolio; all sums are exact. */
export class ProfitSums {
  /** By instrument; cash, interest and fees of accounts under undefined. */
  readonly tallies = new Map<InstrumentId | undefined, PartsTally>();
  /** Net worth of what crossed the border; positive came in. */
  flows = WIDE_ZERO;
  #day = 0 as Day;
  #event: EventId | undefined;

  /** @param entries list to which every amount is written besides, for those who ask where a sum comes from. */
  constructor(private readonly entries?: ProfitEntry[]) {}

  /** Says on which day and by which event the next amounts come about. */
  at(day: Day, event?: EventId): void {
    this.#day = day;
    this.#event = event;
  }

  tally(instrument: InstrumentId | undefined): PartsTally {
    let tally = this.tallies.get(instrument);
    if (!tally) this.tallies.set(instrument, (tally = new PartsTally()));
    return tally;
  }

  add(instrument: InstrumentId | undefined, part: ProfitPartName, amount: Wide): void {
    this.tally(instrument).add(part, amount);
    if (this.entries && amount !== 0n) this.#write(part, amount, instrument);
  }

  realise(instrument: InstrumentId, part: ProfitPartName, { gain, currency }: ClosedCapital): void {
    this.add(instrument, part, gain);
    this.add(instrument, 'currency', currency);
  }

  cross(worth: Wide): void {
    this.flows = widePlus(this.flows, worth);
    if (this.entries && worth !== 0n) this.#write('deposits', worth);
  }

  #write(part: ProfitEntry['part'], amount: Wide, instrument?: InstrumentId): void {
    const event = this.#event;
    this.entries?.push({
      part,
      amount,
      day: this.#day,
      ...(instrument === undefined ? {} : { instrument }),
      ...(event === undefined ? {} : { event })
    });
  }
}
