import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { columnOf } from '../seen/weights';
import type { RunningStrategy, StrategyContext } from '../strategy';

/** Money paid in (above zero) or taken out, in the currency of the market. */
export interface ReplayFlow {
  readonly day: Day;
  readonly amount: number;
}

/** Each deposit buys one instrument on its day, each withdrawal sells it; what the run began with is put in at first. */
export function depositsReplay(
  flows: readonly ReplayFlow[],
  instrument: InstrumentId,
  { instruments }: StrategyContext
): RunningStrategy {
  const column = columnOf(instruments, instrument);
  const queue = [...flows].sort((a, b) => a.day - b.day);
  let next = 0;
  let begun = false;
  return {
    decide({ tradingDay, held }) {
      let amount = begun ? 0 : held.cash;
      begun = true;
      for (; next < queue.length && queue[next].day <= tradingDay; next++) amount += queue[next].amount;
      if (amount === 0) return undefined;
      const amounts = new Float64Array(instruments.length);
      amounts[column] = amount;
      return { kind: 'amounts', amounts };
    }
  };
}
