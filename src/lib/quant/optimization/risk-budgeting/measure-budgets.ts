import { budgetShares, type FailedBudgets, type RisklessAsset } from './budgets';
import { barycentre, type Cut } from './geometric-centre';

/**
 * A convex risk measure that doubles when a position doubles: standard deviation, mean absolute deviation, expected
 * shortfall, drawdown measures of uncompounded returns. `gradient` is any subgradient there, with gradient'w = value.
 */
export type HomogeneousMeasure = (weights: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

/** A portfolio whose shares of a risk measure are budgeted. */
export interface MeasureBudgetsInput {
  readonly measure: HomogeneousMeasure;
  /** Number of assets. */
  readonly assets: number;
  /** Shares of risk, above zero, relative to their sum; equal when absent. */
  readonly budgets?: ArrayLike<number>;
  /** Gap at which the search ends; 1e-12 when absent. */
  readonly tolerance?: number;
  /** Most evaluations of the measure; 2000 when absent. */
  readonly evaluations?: number;
}

/** Weights with the bound on their error. */
export interface MeasureBudgets {
  readonly status: 'ok';
  /** They add up to 1. */
  readonly weights: Float64Array;
  /** The measure of the weights. */
  readonly risk: number;
  /** Subgradient within `gap` of the measure's own whose shares are the budgets exactly. */
  readonly gradient: Float64Array;
  /** Duality gap relative to the risk: no subgradient of the measure at the weights can be further from the budgets. */
  readonly gap: number;
  /** Bound on the relative error of each weight before it is scaled, sqrt(2 gap / b_i) for small gaps. */
  readonly weightErrors: Float64Array;
  readonly evaluations: number;
}

const ACCEPTED = 1e-8;
const IDLE = 4;

/** A point in scaled weights, the mixture of subgradients it belongs to, and its gap. */
interface Found {
  readonly y: Float64Array;
  readonly gradient: Float64Array;
  readonly gap: number;
}

/** Scaled so that each asset alone has risk 1. */
class ScaledMeasure {
  evaluations = 0;
  private readonly measure: HomogeneousMeasure;
  readonly scale: Float64Array;
  readonly alone: Cut[] = [];

  constructor(measure: HomogeneousMeasure, n: number) {
    this.measure = measure;
    this.scale = new Float64Array(n).fill(1);
    const risks = new Float64Array(n);
    const gradients = Array.from({ length: n }, (_, j) => {
      const unit = new Float64Array(n);
      unit[j] = 1;
      const { value, gradient } = this.at(unit);
      risks[j] = value;
      return gradient;
    });
    this.scale = risks;
    if (this.riskless() < 0)
      for (const gradient of gradients) this.alone.push(gradient.map((g, i) => g / (risks[i] ?? 1)));
  }

  /** Place of an asset without risk of its own, -1 when there is none. */
  riskless(): number {
    return this.scale.findIndex((risk) => !(risk > 0 && risk < Infinity));
  }

  at(scaled: Float64Array): { value: number; gradient: Float64Array } {
    this.evaluations++;
    const { value, gradient } = this.measure(scaled.map((y, j) => y / (this.scale[j] ?? 1)));
    let product = 0;
    const own = gradient.map((g, j) => {
      const slope = g / (this.scale[j] ?? 1);
      product += slope * (scaled[j] ?? 0);
      return slope;
    });
    if (Number.isNaN(value) || (value > 0 && !(Math.abs(product - value) <= 1e-7 * value))) {
      throw new RangeError(`measure ${value} is not gradient'weights ${product}: it is not homogeneous`);
    }
    return { value, gradient: own };
  }
}

/**
 * Risk budgeting on a measure R: min R(x) - sum b_i ln x_i, whose optimum has x_i g_i = b_i for a subgradient g. A
 * homogeneous R is the greatest of its subgradients' products, so that its dual is the subgradient of greatest weighted
 * geometric mean, sum b_i ln g_i, over all of them; x = b/g. The best mixture of the subgradients known is found
 * exactly, the measure gives one more at that x, until R(x) - 1, which bounds the gap, is small. No smoothness is needed.
 * @throws RangeError on budgets that make no sense and on a measure that is not homogeneous. Source: Cetingoz, Fermanian
 * and Gueant, Risk budgeting portfolios (2023) for the problem; Frank and Wolfe (1956), fully corrective, for the search.
 */
export function measureBudgets(input: MeasureBudgetsInput): MeasureBudgets | RisklessAsset | FailedBudgets {
  const { assets: n, tolerance = 1e-12, evaluations = 2000 } = input;
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} assets`);
  const budgets = budgetShares(input.budgets, n);
  const measure = new ScaledMeasure(input.measure, n);
  const asset = measure.riskless();
  if (asset >= 0) return { status: 'riskless-asset', asset };
  let cuts = measure.alone;
  let reach = 4 * Math.sqrt(n);
  let best: Found | undefined;
  let idle = 0;
  let weights = new Float64Array(cuts.length).fill(1 / cuts.length);
  while (measure.evaluations < evaluations) {
    const centre = barycentre(cuts, weights, budgets, reach);
    if (!centre) break;
    const y = centre.gradient.map((g, i) => (budgets[i] ?? 0) / g);
    const { value, gradient } = measure.at(y);
    if (!(value > 0)) return { status: 'failed', reason: 'a mixture of the assets has no risk' };
    const gap = value - 1;
    if (!centre.limited && gap < -1e-6)
      throw new RangeError(`measure ${value} lies below a bound from its own subgradients: not convex`);
    if (centre.limited && gap <= 0.1) {
      reach *= 4;
      if (reach > 1e9) break;
    } else if (!centre.limited) {
      idle = gap < 0.5 * (best?.gap ?? Infinity) ? 0 : idle + 1;
      if (!best || gap < best.gap) best = { y, gradient: centre.gradient, gap };
      // Near rounding the program over shares cannot tell more, and only grows.
      if (best.gap <= tolerance || (idle >= IDLE && best.gap <= ACCEPTED)) break;
    }
    // Subgradients that play no part are let go, the others stay with their shares.
    const kept = cuts.filter((_, k) => (centre.weights[k] ?? 0) > 0);
    weights = Float64Array.from([...centre.weights.filter((share) => share > 0), 0]);
    cuts = [...kept, gradient];
  }
  if (!best || best.gap > Math.max(tolerance, ACCEPTED)) {
    return { status: 'failed', reason: `gap of ${best?.gap ?? Infinity} after ${measure.evaluations} evaluations` };
  }
  return answer(best, measure, budgets);
}

function answer({ y, gradient, gap }: Found, measure: ScaledMeasure, budgets: Float64Array): MeasureBudgets {
  const x = y.map((value, j) => value / (measure.scale[j] ?? 1));
  const total = x.reduce((sum, value) => sum + value, 0);
  return {
    status: 'ok',
    weights: x.map((value) => value / total),
    risk: (1 + gap) / total,
    gradient: gradient.map((g, j) => g * (measure.scale[j] ?? 1)),
    gap: Math.max(0, gap),
    weightErrors: budgets.map((b) => Math.sqrt((2 * Math.max(0, gap)) / b)),
    evaluations: measure.evaluations
  };
}
