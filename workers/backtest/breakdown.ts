import type { JobContext } from '$lib/compute/protocol';
import { noCosts, type ExecutionSettings, type StrategyResult } from '$lib/quant/backtest';
import { regimesOf, type RegimeLabel } from '$lib/quant/regimes';
import type { StrategySpec } from '$lib/quant/strategies';
import { strategyOf } from '$lib/quant/strategies';
import {
  costSensitivity,
  resultsByCalendar,
  resultsByLabel,
  startDateSensitivity,
  type CostSensitivity,
  type DateSensitivity,
  type GroupedResults
} from '$lib/quant/validation';
import { preparedRuns, type PreparedRuns, type RunQuestion, type StrategyEntry } from './market';
import { dailyReturns, returnDays } from './tried-settings';

/** How the result of an entry hangs on times, costs and dates. */
export interface BreakdownQuestion extends RunQuestion {
  readonly entry: StrategyEntry;
  /** Its returns make the regimes, and it is what costs may eat down to. */
  readonly against?: StrategyEntry;
  /** Settings that were tried before this one was shown, itself counted. */
  readonly trials: number;
  readonly seed: number;
}

/** What bringing back on another trading day of the period would have given. */
export interface RebalancingDayResult {
  readonly day: number;
  readonly annualReturn: number;
  readonly sharpe: number;
  readonly worst: number;
}

/** A result taken apart. Absent where there is too little to tell, or nothing to change. */
export interface BreakdownAnswer {
  readonly regimes?: { readonly labels: readonly RegimeLabel[]; readonly results: GroupedResults };
  readonly years: GroupedResults;
  readonly months: GroupedResults;
  readonly costs?: CostSensitivity;
  readonly starts?: { readonly days: Int32Array; readonly figures: DateSensitivity };
  readonly rebalancingDays?: readonly RebalancingDayResult[];
  readonly trials: number;
}

const COSTS = [0, 0.0005, 0.001, 0.002, 0.005, 0.01];
/** Trading days between two starts. */
const START_STEP = 21;
const LEAST_FOR_REGIMES = 250;
/** Trading days of each period on which holdings are tried to be brought back. */
const TRIED_DAYS: Readonly<Record<string, readonly number[]>> = {
  week: [1, 2, 3, 4, 5],
  month: Array.from({ length: 18 }, (_, at) => at + 1),
  quarter: Array.from({ length: 12 }, (_, at) => 1 + 5 * at),
  year: Array.from({ length: 12 }, (_, at) => 1 + 20 * at)
};

/** Takes a result apart: by regime, year and month, by cost, by the day it began, by the day it is brought back. */
export async function breakdown(question: BreakdownQuestion, { progress }: JobContext): Promise<BreakdownAnswer> {
  const { entry, against, trials, seed } = question;
  const prepared = await preparedRuns(question, against ? [entry, against] : [entry]);
  const result = prepared.run(entry, { progress: (done, total) => progress(0.2 * (done / total)) });
  const other = against && prepared.run(against);
  const returns = dailyReturns(result);
  const days = returnDays(result);
  const { periodsPerYear } = result.measures;
  const regimes = regimesIn(result, other, seed, trials);
  progress(0.5);
  const costs = costsOf(prepared, entry, result, other, trials);
  progress(0.6);
  const least = Math.round(periodsPerYear);
  const starts = returns.length > least + START_STEP;
  const figures = starts
    ? startDateSensitivity(returns, periodsPerYear, { step: START_STEP, least, trials })
    : undefined;
  return {
    ...(regimes ? { regimes } : {}),
    years: resultsByCalendar(returns, days, 'year', periodsPerYear, trials),
    months: resultsByCalendar(returns, days, 'month', periodsPerYear, trials),
    ...(costs ? { costs } : {}),
    ...(figures ? { starts: { days: figures.choices.map((row) => days[row]), figures } } : {}),
    ...rebalancingDaysOf(prepared, entry, (done, total) => progress(0.6 + (0.4 * done) / total)),
    trials
  };
}

function regimesIn(
  result: StrategyResult,
  other: StrategyResult | undefined,
  seed: number,
  trials: number
): BreakdownAnswer['regimes'] {
  const returns = dailyReturns(result);
  const judged = other && other.days.length === result.days.length ? dailyReturns(other) : returns;
  if (returns.length < LEAST_FOR_REGIMES) return undefined;
  try {
    const { path, labels } = regimesOf(returnDays(result), judged, { states: 2, seed });
    return { labels, results: resultsByLabel(returns, path, result.measures.periodsPerYear, trials) };
  } catch (error) {
    // Returns that hardly vary have no regimes.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** One's own trades carry their own costs: these are taken out by the rule that is changed, where none is yet. */
function withoutCosts({
  strategy,
  execution
}: StrategyEntry): { strategy: StrategySpec; execution: ExecutionSettings } | undefined {
  if (strategy.strategy !== 'replay') return { strategy, execution: { ...execution, costs: noCosts } };
  return strategy.change ? undefined : { strategy: { ...strategy, change: { change: 'no-costs' } }, execution };
}

function costsOf(
  prepared: PreparedRuns,
  entry: StrategyEntry,
  { measures }: StrategyResult,
  other: StrategyResult | undefined,
  trials: number
): CostSensitivity | undefined {
  const free = withoutCosts(entry);
  if (!free) return undefined;
  const result = prepared.run(entry, free);
  const traded = new Float64Array(result.days.length - 1);
  const { day, amount } = result.trades;
  for (let k = 0, t = 0; k < day.length; k++) {
    while (result.days[t] < day[k]) t += 1;
    if (result.values[t] > 0) traded[Math.max(0, t - 1)] += Math.abs(amount[k]) / result.values[t];
  }
  const hurdle = (other?.index.at(-1) ?? 1) - 1;
  const most = traded.reduce((greatest, one) => Math.max(greatest, one), 0);
  const costs = COSTS.filter((cost) => cost * most < 1);
  const { periodsPerYear } = measures;
  return costSensitivity({ returns: dailyReturns(result), traded, periodsPerYear, costs, hurdle, trials });
}

function rebalancingDaysOf(
  prepared: PreparedRuns,
  entry: StrategyEntry,
  tell: (done: number, total: number) => void
): Pick<BreakdownAnswer, 'rebalancingDays'> {
  const { execution, strategy } = entry;
  const { rebalancing } = execution;
  if (rebalancing.rule !== 'calendar' || strategyOf(strategy.strategy).drifts) return {};
  const tried = TRIED_DAYS[rebalancing.every] ?? [];
  const rebalancingDays = tried.map((day, at): RebalancingDayResult => {
    const { measures } = prepared.run(entry, { execution: { ...execution, rebalancing: { ...rebalancing, day } } });
    tell(at + 1, tried.length);
    const { annualReturn, totalReturn, sharpe, worstDrawdown } = measures;
    return {
      day,
      annualReturn: Number.isFinite(annualReturn) ? annualReturn : totalReturn,
      sharpe,
      worst: worstDrawdown?.depth ?? 0
    };
  });
  return { rebalancingDays };
}
