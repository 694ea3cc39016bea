import type { JobContext } from '$lib/compute/protocol';
import { plusDays, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import {
  strategyBacktest,
  type BacktestMarket,
  type ExecutionSettings,
  type StrategyBacktest,
  type StrategyResult
} from '$lib/quant/backtest';
import { knownStrategy, strategyContext, type StrategySpec } from '$lib/quant/strategies';
import type { VaultName } from '$lib/storage/dexie';
import { universeOf, type Universe } from '../decide/universe';

/** A strategy among those that are compared. */
export interface StrategyEntry {
  readonly id: string;
  readonly strategy: StrategySpec;
  readonly execution: ExecutionSettings;
  /** What it may hold. */
  readonly instruments: readonly InstrumentId[];
}

/** Strategies over one span, in one currency. */
export interface StrategiesQuestion {
  readonly vault: VaultName;
  readonly base: CurrencyCode;
  readonly start: Day;
  readonly end: Day;
  readonly revision: number;
  readonly initialValue: number;
  readonly entries: readonly StrategyEntry[];
  /** For the stamp of each result. */
  readonly engineVersion: string;
  readonly dataHash: string;
}

/** What a strategy gave, or why it could not run. */
export type EntryAnswer =
  | { readonly id: string; readonly status: 'ran'; readonly result: StrategyResult }
  | { readonly id: string; readonly status: 'refused'; readonly reason: string };

/** Answers in the order of the entries. */
export interface StrategiesAnswer {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly missing: Universe['missing'];
  readonly entries: readonly EntryAnswer[];
}

const PERIODS_PER_YEAR = 252;
/** Calendar days for so many trading days, with room for holidays. */
const daysFor = (closes: number): number => Math.ceil((closes * 365) / 250) + 14;

/** Days before the start that the entries look at. */
export function historyDays(entries: readonly StrategyEntry[]): number {
  const needs = entries.map(({ strategy, instruments, execution }) => {
    const { cashRate } = execution.financing;
    try {
      return knownStrategy(strategy, strategyContext(instruments, { periodsPerYear: PERIODS_PER_YEAR, cashRate }))
        .history;
    } catch (error) {
      if (error instanceof RangeError) return 0;
      throw error;
    }
  });
  return daysFor(Math.max(0, ...needs));
}

/** The market of entries: closes of all their instruments from before the start. */
export async function marketOf(
  question: Omit<StrategiesQuestion, 'entries' | 'initialValue' | 'engineVersion' | 'dataHash'>,
  entries: readonly StrategyEntry[]
): Promise<{ readonly market: BacktestMarket; readonly missing: Universe['missing'] }> {
  const { vault, base, start, end, revision } = question;
  const instruments = [...new Set(entries.flatMap((one) => one.instruments))];
  const from = plusDays(start, -historyDays(entries));
  const { panel, missing } = await universeOf({ vault, base, instruments, start: from, end, revision });
  return { market: { closes: panel }, missing };
}

/** The market with some of its instruments alone; those without prices are left out. */
export function marketWith(market: BacktestMarket, instruments: readonly InstrumentId[]): BacktestMarket {
  const { days, values, instruments: all } = market.closes;
  const rows = instruments.flatMap((one) => {
    const row = all.indexOf(one);
    return row < 0 ? [] : [row];
  });
  const chosen = new Float64Array(rows.length * days.length);
  rows.forEach((row, at) => chosen.set(values.subarray(row * days.length, (row + 1) * days.length), at * days.length));
  return { closes: { days, instruments: rows.map((row) => all[row]), values: chosen } };
}

/** Runs every entry over the same days; one that makes no sense is refused with the reason and holds none of the others up. */
export async function runStrategies(question: StrategiesQuestion, { progress }: JobContext): Promise<StrategiesAnswer> {
  const { start, end, initialValue, engineVersion, dataHash } = question;
  const { market, missing } = await marketOf(question, question.entries);
  const count = question.entries.length;
  const entries = question.entries.map(({ id, strategy, execution, instruments }, at): EntryAnswer => {
    const asked: StrategyBacktest = { strategy, execution, start, end, initialValue, engineVersion, dataHash };
    try {
      const result = strategyBacktest(asked, marketWith(market, instruments), (done, total) =>
        progress(at + done / total, count)
      );
      return { id, status: 'ran', result };
    } catch (error) {
      if (error instanceof RangeError) return { id, status: 'refused', reason: error.message };
      throw error;
    }
  });
  const ran = entries.flatMap((one) => (one.status === 'ran' ? [one.result.days] : []));
  return {
    firstDay: Math.min(...ran.map((days) => days[0])),
    lastDay: Math.max(...ran.map((days) => days[days.length - 1])),
    missing,
    entries
  };
}
