import { plusDays, type Day } from '$lib/domain/calendar';
import { instrumentsOf, type AccountId } from '$lib/domain/ledger';
import type { InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import {
  strategyBacktest,
  type BacktestMarket,
  type ExecutionSettings,
  type StrategyBacktest,
  type StrategyResult
} from '$lib/quant/backtest';
import { ownTrades, type OwnTrades } from '$lib/quant/own-trades';
import { knownStrategy, strategyContext, type StrategySpec } from '$lib/quant/strategies';
import { vaultFingerprint, type VaultName } from '$lib/storage/dexie';
import { universeOf, type Universe } from '../decide/universe';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';
import { valueFacts } from '../value/input';

/** A strategy among those that are compared. */
export interface StrategyEntry {
  readonly id: string;
  /** A replay has its trades and flows from the ledger, whatever it says. */
  readonly strategy: StrategySpec;
  readonly execution: ExecutionSettings;
  /** What it may hold; a replay holds what the ledger did. */
  readonly instruments: readonly InstrumentId[];
}

/** The span, the currency and the vault of a run. */
export interface RunQuestion {
  readonly vault: VaultName;
  readonly base: CurrencyCode;
  readonly start: Day;
  readonly end: Day;
  readonly revision: number;
  readonly initialValue: number;
  /** Accounts whose trades are one's own; all when absent. */
  readonly accounts?: readonly AccountId[];
  /** For the stamp of each result. */
  readonly engineVersion: string;
}

/** What a run of an entry may change. */
export interface RunChange {
  readonly strategy?: StrategySpec;
  readonly execution?: ExecutionSettings;
  readonly progress?: (done: number, total: number) => void;
}

/** Entries with their market, ready to run any number of times. */
export interface PreparedRuns {
  readonly missing: Universe['missing'];
  readonly market: BacktestMarket;
  /** Traded by oneself, but without prices. */
  readonly leftOut: readonly InstrumentId[];
  /** @throws RangeError on an entry that makes no sense. */
  run(entry: StrategyEntry, change?: RunChange): StrategyResult;
}

const PERIODS_PER_YEAR = 252;
/** Calendar days for so many trading days, with room for holidays. */
const daysFor = (closes: number): number => Math.ceil((closes * 365) / 250) + 14;

const isReplay = ({ strategy }: StrategyEntry): boolean => strategy.strategy === 'replay';

/** Days before the start that entries look at. */
function historyDays(entries: readonly StrategyEntry[]): number {
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

/** Reads closes of all instruments of entries from before the start, and the ledger where one replays it. */
export async function preparedRuns(
  question: RunQuestion,
  entries: readonly StrategyEntry[],
  alsoTried: readonly StrategyEntry[] = []
): Promise<PreparedRuns> {
  const { vault, base, start, end, revision } = question;
  const replayed = entries.some(isReplay);
  const traded = replayed ? await tradedInstruments(vault) : [];
  const instruments = [...new Set([...entries.flatMap((one) => one.instruments), ...traded])];
  const from = plusDays(start, -historyDays([...entries, ...alsoTried]));
  const [{ panel, missing }, dataHash] = await Promise.all([
    universeOf({ vault, base, instruments, start: from, end, revision }),
    openedVault(vault).then(vaultFingerprint)
  ]);
  const market: BacktestMarket = { closes: panel };
  const own = replayed ? await ownOf(question, marketWith(market, traded)) : undefined;
  const unpriced = new Set(missing.map(({ instrument }) => instrument));
  return {
    missing,
    market,
    leftOut: own?.leftOut ?? [],
    run(entry, { strategy = entry.strategy, execution = entry.execution, progress } = {}) {
      const { initialValue, engineVersion } = question;
      const asked: StrategyBacktest = { strategy, execution, start, end, initialValue, engineVersion, dataHash };
      if (own && strategy.strategy === 'replay') {
        const { trades, flows, income, dividends } = own;
        const again = { ...asked, strategy: { ...strategy, trades, flows }, initialValue: 0, flows, income };
        return strategyBacktest(again, { ...marketWith(market, traded), dividends }, progress);
      }
      return strategyBacktest(
        { ...asked, strategy: withoutMissing(strategy, unpriced) },
        marketWith(market, entry.instruments),
        progress
      );
    }
  };
}

async function tradedInstruments(vault: VaultName): Promise<InstrumentId[]> {
  const { transactions } = await keptLedger(vault);
  return [...new Set(transactions.flatMap(({ transaction }) => [...instrumentsOf(transaction)]))];
}

async function ownOf(question: RunQuestion, { closes }: BacktestMarket): Promise<OwnTrades> {
  const { vault, base, start, end, revision, accounts } = question;
  const facts = await valueFacts(vault, [], revision);
  if (facts.transactions.length === 0) throw new RangeError('no transactions to make again');
  const filter = accounts === undefined ? {} : { accounts };
  return ownTrades({ ...facts, base, filter, period: { start, end } }, closes);
}

/** Weights of what has no prices are left as cash. */
function withoutMissing(strategy: StrategySpec, missing: ReadonlySet<InstrumentId>): StrategySpec {
  if (!('weights' in strategy) || strategy.weights === undefined || missing.size === 0) return strategy;
  return { ...strategy, weights: strategy.weights.filter(({ instrument }) => !missing.has(instrument)) };
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
