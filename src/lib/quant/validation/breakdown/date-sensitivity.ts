import type { ReturnMatrix } from '$lib/quant/moments';
import { annualised } from '$lib/quant/returns';
import { outOfSample } from '../out-of-sample/out-of-sample';
import type { Holding, WeightsOf } from '../out-of-sample/out-of-sample';
import type { Progress } from '../progress';
import { requireCount } from '../splits/split';
import { walkForwardSplits } from '../splits/walk-forward';
import type { WalkForwardSpec } from '../splits/walk-forward';
import { spreadOf } from './distribution';
import type { Spread } from './distribution';
import { seriesFigures } from './series-figures';

/** Figures by the choice of a date, and how they are spread. Annual returns are compounded. */
export interface DateSensitivity {
  /** Row of the start, or days by which the rebalancing was put off. */
  readonly choices: Int32Array;
  readonly annualReturns: Float64Array;
  readonly sharpes: Float64Array;
  readonly annualReturn: Spread;
  readonly sharpe: Spread;
  readonly trials: number;
  readonly complete: boolean;
}

/** Settings of {@link startDateSensitivity}: the periods held (to the end when absent), and the step between starts (1). */
export interface StartDates {
  readonly held?: number;
  readonly step?: number;
  /** Least periods held where the end decides: a year when absent. */
  readonly least?: number;
  readonly trials?: number;
}

/**
 * What starting on another day would have given: the figures from every start over the periods held, or to the end.
 * @throws RangeError on counts that are not whole or when there is no start.
 */
export function startDateSensitivity(
  returns: Float64Array,
  periodsPerYear: number,
  dates: StartDates = {}
): DateSensitivity {
  const { held, step = 1, least = Math.round(periodsPerYear), trials = 1 } = dates;
  requireCount(step, 1, 'step');
  const shortest = held ?? least;
  requireCount(shortest, 1, 'periods held');
  const series: { choice: number; values: Float64Array }[] = [];
  for (let start = 0; start + shortest <= returns.length; start += step) {
    series.push({ choice: start, values: returns.subarray(start, held === undefined ? returns.length : start + held) });
  }
  if (series.length === 0) throw new RangeError(`${returns.length} periods, ${shortest} are to be held`);
  return sensitivity(series, periodsPerYear, trials, true);
}

/** Settings of {@link rebalancingDaySensitivity}. */
export interface RebalancingDays {
  readonly periodsPerYear: number;
  readonly holding?: Holding;
  /** Trials that each of the days is; 1 when absent. */
  readonly trials?: number;
  /** Told after each split of each walk. */
  readonly progress?: Progress;
}

/**
 * What rebalancing on another day would have given: the walk-forward is run with its first test put off by 0, 1, ... up to a
 * step less one, and judged on the rows that all of them test. `strategy` makes the strategy anew for each run. Each day is a trial.
 * @throws RangeError as walkForwardSplits does, or when no row is tested by all.
 */
export function rebalancingDaySensitivity(
  returns: ReturnMatrix,
  spec: WalkForwardSpec,
  strategy: () => WeightsOf,
  options: RebalancingDays
): DateSensitivity {
  const { periodsPerYear, holding = 'rebalanced', trials = 1, progress } = options;
  const step = spec.step ?? spec.test;
  if (step !== spec.test)
    throw new RangeError(`a step of ${step} rows with tests of ${spec.test}: every row is to be tested once`);
  const first = spec.window + (spec.purge ?? 0) + (spec.skip ?? 0) + step - 1;
  if (first >= returns.rows) throw new RangeError(`no row is tested by all of ${step} walks`);
  const plans = Array.from({ length: step }, (_, skip) =>
    walkForwardSplits(returns.rows, { ...spec, skip: (spec.skip ?? 0) + skip, shortLast: true })
  );
  const total = plans.reduce((count, { splits }) => count + splits.length, 0);
  const series: { choice: number; values: Float64Array }[] = [];
  let before = 0;
  for (const [choice, plan] of plans.entries()) {
    let going = true;
    const run = outOfSample(returns, plan, strategy(), {
      holding,
      progress: (done) => (going = !progress || progress(before + done, total))
    });
    if (!run.complete) break;
    const [path] = run.paths;
    series.push({ choice, values: path.returns.subarray(first - path.rows[0]) });
    before += plan.splits.length;
    if (!going) break;
  }
  return sensitivity(series, periodsPerYear, trials * series.length, series.length === step);
}

function sensitivity(
  series: readonly { readonly choice: number; readonly values: Float64Array }[],
  periodsPerYear: number,
  trials: number,
  complete: boolean
): DateSensitivity {
  const figures = series.map(({ values }) => seriesFigures(values, periodsPerYear));
  const annualReturns = Float64Array.from(figures, ({ totalReturn, periods }) =>
    annualised(totalReturn, periods / periodsPerYear)
  );
  const sharpes = Float64Array.from(figures, ({ sharpe }) => sharpe);
  return {
    choices: Int32Array.from(series, ({ choice }) => choice),
    annualReturns,
    sharpes,
    annualReturn: spreadOf(annualReturns),
    sharpe: spreadOf(sharpes),
    trials,
    complete
  };
}
