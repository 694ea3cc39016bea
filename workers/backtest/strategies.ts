import type { JobContext } from '$lib/compute/protocol';
import type { InstrumentId } from '$lib/domain/instruments';
import type { StrategyResult } from '$lib/quant/backtest';
import { preparedRuns, type PreparedRuns, type RunQuestion, type StrategyEntry } from './market';

/** Strategies over one span, in one currency. */
export interface StrategiesQuestion extends RunQuestion {
  readonly entries: readonly StrategyEntry[];
}

/** What a strategy gave, or why it could not run. */
export type EntryAnswer =
  | { readonly id: string; readonly status: 'ran'; readonly result: StrategyResult }
  | { readonly id: string; readonly status: 'refused'; readonly reason: string };

/** Answers in the order of the entries; `firstDay` and `lastDay` bound the days of all that ran. */
export interface StrategiesAnswer {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly missing: PreparedRuns['missing'];
  /** One's own trades in these are left out: they have no closes. */
  readonly leftOut: readonly InstrumentId[];
  readonly entries: readonly EntryAnswer[];
}

/** Runs every entry over the same days; one that makes no sense is refused with the reason and holds none of the others up. */
export async function runStrategies(question: StrategiesQuestion, { progress }: JobContext): Promise<StrategiesAnswer> {
  const prepared = await preparedRuns(question, question.entries);
  const count = question.entries.length;
  const entries = question.entries.map((entry, at): EntryAnswer => {
    const { id } = entry;
    try {
      const result = prepared.run(entry, { progress: (done, total) => progress(at + done / total, count) });
      return { id, status: 'ran', result };
    } catch (error) {
      if (error instanceof RangeError) return { id, status: 'refused', reason: error.message };
      throw error;
    }
  });
  const ran = entries.flatMap((one) => (one.status === 'ran' ? [one.result.days] : []));
  const { missing, leftOut } = prepared;
  return {
    firstDay: Math.min(...ran.map((days) => days[0])),
    lastDay: Math.max(...ran.map((days) => days[days.length - 1])),
    missing,
    leftOut,
    entries
  };
}
