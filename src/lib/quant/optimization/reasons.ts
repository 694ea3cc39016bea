import { symmetricProduct } from '$lib/math/linalg';
import type { OptimalPoint } from '$lib/math/optimize';
import type { FeasibleSet } from './feasible-set';
import type { Multiplier, OptimizationProblem, Reason, ReasonCode, ReasonTerm } from './problem';

const HELD = 1e-9;
const BINDING = 1e-8;
const LOOSE_CORRELATION = 0.3;

interface Setting {
  readonly problem: OptimizationProblem;
  readonly set: FeasibleSet;
  readonly point: OptimalPoint;
  readonly risk: Float64Array;
  readonly scale: number;
  readonly tolerance: number;
}

/** Tolerance for risk that a solution shows: what was asked, and what the multiplier of a target return adds. */
export function riskTolerance(set: FeasibleSet, point: OptimalPoint, asked: number): number {
  const target = set.rules.findIndex(({ kind }) => kind === 'target-return');
  return asked + (point.rowMultipliers[target] ?? 0);
}

/** Rules that bind at a solution, with their multipliers; slack ones left out. */
export function bindingRules(problem: OptimizationProblem, set: FeasibleSet, point: OptimalPoint): Multiplier[] {
  const found: Multiplier[] = [];
  set.rules.forEach(({ id }, k) => {
    const value = Math.abs(point.rowMultipliers[k] ?? 0);
    if (value > 0) found.push({ constraint: id, value });
  });
  problem.instruments.forEach((instrument, j) => {
    const floor = point.lowerMultipliers[j] ?? 0;
    const cap = point.upperMultipliers[j] ?? 0;
    if (floor > 0) found.push({ constraint: set.floors[j] ?? 'long-only', instrument, value: floor });
    if (cap > 0) found.push({ constraint: set.caps[j] ?? 'budget', instrument, value: cap });
  });
  return found;
}

/**
 * The reason for each weight: the terms of its stationarity condition (Karush-Kuhn-Tucker), which add up to zero,
 * each divided by the variance of the portfolio. Signs: risk asks for less of the instrument, return for more.
 */
export function weightReasons(
  problem: OptimizationProblem,
  set: FeasibleSet,
  point: OptimalPoint,
  asked: { readonly tolerance: number; readonly reference?: Float64Array }
): Reason[] {
  const n = problem.instruments.length;
  const apart = asked.reference ? point.x.map((weight, j) => weight - (asked.reference?.[j] ?? 0)) : point.x;
  const risk = symmetricProduct(problem.covariance, n, apart);
  let variance = 0;
  for (let j = 0; j < n; j++) variance += (apart[j] ?? 0) * (risk[j] ?? 0);
  const scale = variance > 0 ? variance : 1;
  const setting = { problem, set, point, risk, scale, tolerance: riskTolerance(set, point, asked.tolerance) };
  return problem.instruments.map((instrument, j) => {
    const companion = companionOf(problem, point.x, j, reasonCode(setting, j).code === 'hedge');
    return {
      instrument,
      weight: point.x[j] ?? 0,
      ...reasonCode(setting, j),
      ...(companion && { companion }),
      terms: termsOf(setting, j)
    };
  });
}

function termsOf({ set, point, risk, scale, tolerance }: Setting, j: number): ReasonTerm[] {
  const terms: ReasonTerm[] = [{ term: 'risk', value: (risk[j] ?? 0) / scale }];
  if (tolerance !== 0) {
    const target = set.rules.some(({ kind }) => kind === 'target-return');
    const value = (-tolerance * (set.excess[j] ?? 0)) / scale;
    terms.push({ term: 'return', value, ...(target && { constraint: 'target-return' }) });
  }
  set.rules.forEach(({ id, kind, row }, k) => {
    const value = (-(point.rowMultipliers[k] ?? 0) * (row.coefficients[j] ?? 0)) / scale;
    if (kind !== 'target-return' && value !== 0) terms.push({ term: kind, value, constraint: id });
  });
  const cap = (point.upperMultipliers[j] ?? 0) / scale;
  if (cap !== 0) terms.push({ term: 'cap', value: cap, constraint: set.caps[j] ?? 'budget' });
  const floor = (point.lowerMultipliers[j] ?? 0) / scale;
  if (floor !== 0) terms.push({ term: 'floor', value: -floor, constraint: set.floors[j] ?? 'long-only' });
  return terms;
}

function reasonCode(setting: Setting, j: number): { code: ReasonCode; constraint?: string } {
  const { set, point, risk, scale, tolerance } = setting;
  const cap = set.caps[j];
  const groups = set.rules
    .map(({ id, kind, row }, k) => ({
      id,
      kind,
      inside: (row.coefficients[j] ?? 0) !== 0,
      y: (point.rowMultipliers[k] ?? 0) / scale
    }))
    .filter(({ kind, inside }) => kind === 'group' && inside)
    .sort((a, b) => Math.abs(b.y) - Math.abs(a.y));
  const full = groups.find(({ y }) => y < -BINDING);
  const asked = set.floors[j];
  if (asked !== undefined && (set.lower[j] ?? 0) > HELD && (point.lowerMultipliers[j] ?? 0) / scale > BINDING)
    return { code: 'at-floor', constraint: asked };
  if ((point.x[j] ?? 0) < -HELD) return { code: 'sold-short' };
  if ((point.x[j] ?? 0) <= HELD) {
    const floor = (point.lowerMultipliers[j] ?? 0) / scale;
    if (cap !== undefined && isCountRule(setting, cap)) {
      if ((point.upperMultipliers[j] ?? 0) / scale > BINDING) return { code: 'left-out', constraint: cap };
    } else if (cap !== undefined && (set.upper[j] ?? 1) <= HELD) return { code: 'at-cap', constraint: cap };
    if (full && floor + full.y < 0) return { code: 'out-group', constraint: full.id };
    return { code: tolerance > 0 ? 'out-return' : 'out-risk' };
  }
  if (cap !== undefined && (point.upperMultipliers[j] ?? 0) / scale > BINDING)
    return { code: 'at-cap', constraint: cap };
  if (full) return { code: 'group-full', constraint: full.id };
  const needed = groups.find(({ y }) => y > BINDING);
  if (needed) return { code: 'group-needed', constraint: needed.id };
  const beta = (risk[j] ?? 0) / scale;
  if (beta < 1 + BINDING && correlationWithRest(setting, j) < LOOSE_CORRELATION) return { code: 'hedge' };
  return { code: tolerance > 0 && beta > 1 ? 'pays' : 'spreads' };
}

const isCountRule = ({ problem }: Setting, id: string): boolean =>
  problem.constraints.some(
    (rule) => rule.id === id && (rule.kind === 'cardinality' || rule.kind === 'minimum-position')
  );

// Of the instrument with what the portfolio holds beside it; 1 when there is nothing beside it.
function correlationWithRest({ problem, point, risk, scale }: Setting, j: number): number {
  const n = problem.instruments.length;
  const weight = point.x[j] ?? 0;
  const own = problem.covariance[j * n + j] ?? 0;
  const shared = (risk[j] ?? 0) - weight * own;
  const rest = scale - 2 * weight * (risk[j] ?? 0) + weight * weight * own;
  return rest > 1e-12 * scale && own > 0 ? shared / Math.sqrt(rest * own) : 1;
}

/** The held instrument that one moves with most, or for a hedge offsets most. */
export function companionOf(
  problem: OptimizationProblem,
  weights: Float64Array,
  j: number,
  hedge: boolean
): Reason['companion'] {
  const n = problem.instruments.length;
  const { covariance } = problem;
  let best: { at: number; score: number; correlation: number } | undefined;
  for (let k = 0; k < n; k++) {
    const weight = weights[k] ?? 0;
    const product = (covariance[j * n + j] ?? 0) * (covariance[k * n + k] ?? 0);
    if (k === j || weight <= HELD || !(product > 0)) continue;
    const correlation = (covariance[j * n + k] ?? 0) / Math.sqrt(product);
    const size = weight * Math.sqrt(covariance[k * n + k] ?? 0);
    const score = hedge ? size * (1 - correlation) : correlation;
    if (!best || score > best.score) best = { at: k, score, correlation };
  }
  const instrument = best && problem.instruments[best.at];
  return best && instrument !== undefined ? { instrument, correlation: best.correlation } : undefined;
}
