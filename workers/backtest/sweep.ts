import type { JobContext } from '$lib/compute/protocol';
import { variance } from '$lib/math/stats';
import { strategyOf, withDefaults, type StrategySpec } from '$lib/quant/strategies';
import {
  backtestOverfitting,
  deflatedSharpe,
  effectiveTrials,
  sharpeSample,
  superiorAbility,
  trialSharpes,
  type BacktestOverfitting,
  type DeflatedSharpe,
  type ParameterAxis,
  type ParameterGrid,
  type SuperiorAbility
} from '$lib/quant/validation';
import { preparedRuns, type RunQuestion, type StrategyEntry } from './market';
import { dailyReturns, gridAround, rankOf, sharpesOf, triedSettings, type TriedSettings } from './tried-settings';

/** Values of one or two number parameters of a strategy to try, every combination. */
export interface SweepQuestion extends RunQuestion {
  readonly entry: StrategyEntry;
  /** What the best is held against; cash where absent. */
  readonly against?: StrategyEntry;
  readonly axes: readonly ParameterAxis[];
  readonly seed: number;
}

/** What trying settings showed. Arrays by combination of the grid, NaN where one makes no sense. Sharpe ratios a year. */
export interface SweepAnswer {
  readonly grid: ParameterGrid;
  readonly sharpes: Float64Array;
  readonly annualReturns: Float64Array;
  readonly worst: Float64Array;
  readonly chosen: number;
  readonly best: number;
  readonly rank: number;
  readonly trials: number;
  readonly periods: number;
  readonly periodsPerYear: number;
  /** Of the setting as it is, and of the best; ratios per period. */
  readonly deflated?: { readonly chosen: DeflatedSharpe; readonly best: DeflatedSharpe };
  readonly overfitting?: Pick<
    BacktestOverfitting,
    'probability' | 'probabilityOfLoss' | 'degradation' | 'combinations' | 'blocks'
  >;
  readonly superior?: Pick<SuperiorAbility, 'realityCheck' | 'lower' | 'consistent' | 'upper' | 'draws'> & {
    readonly blockLength: number;
  };
}

/** Blocks of the final answer; less where there are few days. */
const BLOCKS = 12;
const DRAWS = 500;

/** Values of the number parameters of a strategy as they are. */
export function numbersNow(strategy: StrategySpec): Record<string, number> {
  const whole = withDefaults<object>(strategyOf(strategy.strategy).parameters, strategy) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(whole).filter((pair): pair is [string, number] => typeof pair[1] === 'number')
  );
}

/** The entries of the corners of a grid: what needs the longest history is among them. */
function corners(entry: StrategyEntry, axes: readonly ParameterAxis[]): StrategyEntry[] {
  return axes.map(({ name, values }) => {
    const strategy: StrategySpec = { ...entry.strategy, ...{ [name]: Math.max(...values) } };
    return { ...entry, strategy };
  });
}

let kept:
  { readonly key: string; readonly tried: TriedSettings; readonly against: Float64Array | undefined } | undefined;

/** The settings of a question, tried; the last are kept, since a walk-forward asks for the same. */
export async function settingsTried(question: Omit<SweepQuestion, 'seed'>, { progress }: JobContext) {
  const { entry, against, axes } = question;
  const key = JSON.stringify({ ...question, seed: 0 });
  if (kept?.key === key) return kept;
  const entries = against ? [entry, against] : [entry];
  const prepared = await preparedRuns(question, entries, corners(entry, axes));
  const grid = gridAround(entry.strategy, axes, numbersNow(entry.strategy));
  const tried = triedSettings(prepared, entry, grid, progress);
  const other = against && dailyReturns(prepared.run(against));
  kept = { key, tried, against: other };
  return kept;
}

/**
 * Tries every setting, and says what choosing among them is worth: place of the setting as it is, Sharpe ratios deflated
 * by the number of trials, probability of overfitting, and Hansen's and White's tests of the best against another strategy.
 */
export async function sweep(question: SweepQuestion, context: JobContext): Promise<SweepAnswer> {
  const { tried, against } = await settingsTried(question, context);
  return judged(tried, against, question.seed);
}

/** What the settings tried are worth. @param against daily returns of another strategy on the same days. */
export function judged(tried: TriedSettings, against: Float64Array | undefined, seed: number): SweepAnswer {
  const { grid, rowOf, excess, chosen, cashReturn, periodsPerYear, annualReturns, worst } = tried;
  const sharpes = sharpesOf(tried);
  const best = sharpes.reduce((found, value, k) => (value > (sharpes[found] ?? -Infinity) ? k : found), chosen);
  const { trials, periods } = excess;
  // What is answered is given away: what is kept stays here.
  const given = { annualReturns: annualReturns.slice(), worst: worst.slice() };
  const answer = { grid, sharpes, ...given, chosen, best, trials, periods, periodsPerYear };
  const rank = rankOf(sharpes, chosen);
  if (trials < 2 || periods < 60) return { ...answer, rank };
  const sharpeVariance = variance(trialSharpes(excess));
  const { byMeanCorrelation } = effectiveTrials(excess);
  const deflate = (k: number): DeflatedSharpe =>
    deflatedSharpe(sharpeSample(excess.values.subarray(rowOf[k] * periods, (rowOf[k] + 1) * periods)), {
      trials,
      sharpeVariance,
      effectiveTrials: byMeanCorrelation
    });
  const { probability, probabilityOfLoss, degradation, combinations, blocks } = backtestOverfitting(excess, BLOCKS);
  return {
    ...answer,
    rank,
    deflated: { chosen: deflate(chosen), best: deflate(best) },
    overfitting: { probability, probabilityOfLoss, degradation, combinations, blocks },
    ...superiority(excess, against, cashReturn, seed)
  };
}

/** Mean length of a bootstrap block: the cube root of the number of periods, at least a trading week. */
const blockLengthOf = (periods: number): number => Math.max(5, Math.round(Math.cbrt(periods)));
/** Returns drawn at most: many settings are drawn less often. */
const MOST_DRAWN = 4e8;

function superiority(
  excess: TriedSettings['excess'],
  against: Float64Array | undefined,
  cashReturn: number,
  seed: number
): Pick<SweepAnswer, 'superior'> {
  const { values, trials, periods } = excess;
  if (against && against.length !== periods) return {};
  const less = values.map((value, at) => value + (against ? cashReturn - (against[at % periods] ?? NaN) : 0));
  const draws = Math.max(100, Math.min(DRAWS, Math.floor(MOST_DRAWN / values.length)));
  const blockLength = blockLengthOf(periods);
  try {
    const found = superiorAbility({ values: less, trials, periods }, { blockLength, draws, seed });
    const { realityCheck, lower, consistent, upper } = found;
    return { superior: { realityCheck, lower, consistent, upper, draws, blockLength } };
  } catch (error) {
    // Settings that never differ from the other strategy leave nothing to test.
    if (error instanceof RangeError) return {};
    throw error;
  }
}
