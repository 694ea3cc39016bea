import { log1p } from '$lib/math/elementary';
import { rootByBrent } from '$lib/math/optimize';
import { logGrowth, seriesFigures } from './series-figures';
import type { SeriesFigures } from './series-figures';

/** A strategy before costs: periodic returns, and what is traded in each period, bought and sold together, as a part of its value. */
export interface CostInput {
  readonly returns: Float64Array;
  readonly traded: Float64Array;
  readonly periodsPerYear: number;
  /** Costs to try, parts of the amount traded. */
  readonly costs: readonly number[];
  /** Total return to be beaten: that of the benchmark over the same periods. 0 when absent. */
  readonly hurdle?: number;
  readonly trials?: number;
}

/** How results hang on costs. */
export interface CostSensitivity {
  readonly points: readonly (SeriesFigures & { readonly cost: number })[];
  /**
   * Cost at which the total return falls to the hurdle, a part of the amount traded. 0 where it does not reach it even
   * without costs; Infinity where nothing is traded and it does.
   */
  readonly breakEven: number;
  /** Amount traded a year, as a part of the value. */
  readonly annualTraded: number;
  readonly trials: number;
}

/**
 * Sensitivity to trading costs: the return after costs of a period is (1 + r)(1 - c x traded) - 1, costs being paid at its end from
 * the value then. @throws RangeError on unequal lengths, amounts that are not >= 0, or costs outside [0, 1 / most traded).
 */
export function costSensitivity(input: CostInput): CostSensitivity {
  const { returns, traded, periodsPerYear, costs, hurdle = 0, trials = 1 } = input;
  if (traded.length !== returns.length) throw new RangeError(`${traded.length} amounts for ${returns.length} returns`);
  let [most, all] = [0, 0];
  for (const amount of traded) {
    if (!(amount >= 0)) throw new RangeError(`amount traded ${amount}`);
    most = Math.max(most, amount);
    all += amount;
  }
  const points = costs.map((cost) => {
    if (!(cost >= 0 && cost * most < 1)) throw new RangeError(`cost ${cost} takes all of the value`);
    const net = returns.map((value, t) => (1 + value) * (1 - cost * traded[t]) - 1);
    return { cost, ...seriesFigures(net, periodsPerYear) };
  });
  const annualTraded = (all / returns.length) * periodsPerYear;
  return { points, breakEven: breakEvenCost(returns, traded, most, hurdle), annualTraded, trials };
}

/** Root in c of sum ln(1 + r) + sum ln(1 - c traded) = ln(1 + hurdle), which falls in c. */
function breakEvenCost(returns: Float64Array, traded: Float64Array, most: number, hurdle: number): number {
  const surplus = logGrowth(returns) - log1p(hurdle);
  if (Number.isNaN(surplus)) return NaN;
  if (!(surplus > 0)) return 0;
  if (most === 0) return Infinity;
  const left = (cost: number): number => {
    let total = surplus;
    for (const amount of traded) if (amount > 0) total += log1p(-cost * amount);
    return total;
  };
  // ln(1 - x) <= -x bounds the root from above; beyond 1 / most there is none.
  let all = 0;
  for (const amount of traded) all += amount;
  const high = Math.min(surplus / all, (1 - 1e-12) / most);
  if (left(high) >= 0) return high;
  const found = rootByBrent(left, 0, high);
  return found.status === 'no-sign-change' ? high : found.root;
}
