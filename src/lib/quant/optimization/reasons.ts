import type { FeasibleSet } from './feasible-set';
import type { OptimizationProblem, Reason, ReasonCode, ReasonTerm } from './problem';
import { ruleKind } from './rules/catalog';
import { reasonTerms, type Stationarity } from './stationarity';

const LOOSE_CORRELATION = 0.3;

/**
 * The reason for each weight: the terms of its optimality condition, which add up to zero, and the word for those that
 * decide. Signs: a term above zero asks for less of the instrument, one below for more.
 */
export function weightReasons(problem: OptimizationProblem, set: FeasibleSet, condition: Stationarity): Reason[] {
  const terms = reasonTerms(problem, set, condition);
  return problem.instruments.map((instrument, j) => {
    const own = terms[j] ?? [];
    const decided = codeOf(problem, { set, condition, terms: own }, j);
    const companion = companionOf(problem, condition, j, decided.code === 'hedge');
    const weight = condition.weights[j] ?? 0;
    return { instrument, weight, ...decided, ...(companion && { companion }), terms: own };
  });
}

interface Setting {
  readonly set: FeasibleSet;
  readonly condition: Stationarity;
  readonly terms: readonly ReasonTerm[];
}

function codeOf(
  problem: OptimizationProblem,
  { set, condition, terms }: Setting,
  j: number
): { code: ReasonCode; constraint?: string } {
  const { held, decides } = condition;
  const weight = condition.weights[j] ?? 0;
  const isHeld = weight > held;
  const strongest = (...kinds: readonly ReasonTerm['term'][]): ReasonTerm | undefined =>
    terms
      .filter(({ term, value }) => kinds.includes(term) && Math.abs(value) > decides)
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
  const sum = (...kinds: readonly ReasonTerm['term'][]): number =>
    terms.reduce((total, { term, value }) => total + (kinds.includes(term) ? value : 0), 0);
  const named = (code: ReasonCode, constraint: string | undefined) => ({
    code,
    ...(constraint === undefined ? {} : { constraint })
  });
  const isCap = (id: string): boolean =>
    problem.constraints.some((rule) => rule.id === id && rule.kind === 'position-cap');
  const isCounted = (id: string): boolean =>
    problem.constraints.some((rule) => rule.id === id && ruleKind(rule).counted !== undefined);
  const cap = set.caps[j];
  const floor = strongest('floor');
  if (floor && floor.constraint !== 'long-only' && (set.lower[j] ?? 0) > held)
    return named('at-floor', floor.constraint);
  if (weight < -held) return { code: 'sold-short' };
  const weighs = strongest('cap');
  if (!isHeld && weighs?.constraint !== undefined && isCounted(weighs.constraint))
    return named('left-out', weighs.constraint);
  const capped = isHeld ? strongest('cap')?.constraint : (set.upper[j] ?? 1) <= held ? cap : undefined;
  if (capped !== undefined) return named(isCap(capped) ? 'at-cap' : 'limited', capped);
  const limit = strongest('trading', 'risk-limit', 'exposure', 'borrowing', 'tax');
  const group = strongest('group');
  const decisive = group && (!limit || Math.abs(group.value) >= Math.abs(limit.value)) ? group : limit;
  // What is not held is kept out by a rule only where the rule asks for more than zero being the least.
  if (decisive && (isHeld || decisive.value + sum('floor') > 0)) {
    if (decisive !== group) return named('limited', decisive.constraint);
    const full = isHeld ? 'group-full' : 'out-group';
    return named(decisive.value > 0 ? full : 'group-needed', decisive.constraint);
  }
  const returns = terms.some(({ term }) => term === 'return' || term === 'view');
  if (!isHeld) return { code: returns ? 'out-return' : 'out-risk' };
  const beta = sum('risk', 'own-risk', 'co-movement');
  if (
    condition.isVariance &&
    beta < 1 + decides &&
    correlationWithRest(problem, condition, { j, beta }) < LOOSE_CORRELATION
  )
    return { code: 'hedge' };
  return { code: returns && beta > 1 ? 'pays' : 'spreads' };
}

// Of the instrument with what the portfolio holds beside it; 1 when there is nothing beside it. In parts of the variance.
function correlationWithRest(
  { covariance }: OptimizationProblem,
  { weights, scale }: Stationarity,
  { j, beta }: { j: number; beta: number }
): number {
  const weight = weights[j] ?? 0;
  const own = (covariance[j * weights.length + j] ?? 0) / scale;
  const shared = beta - weight * own;
  const rest = 1 - 2 * weight * beta + weight * weight * own;
  return rest > 1e-12 && own > 0 ? shared / Math.sqrt(rest * own) : 1;
}

/** The held instrument that one moves with most, or for a hedge offsets most. */
function companionOf(
  { instruments, covariance }: OptimizationProblem,
  { weights, held }: Stationarity,
  j: number,
  hedge: boolean
): Reason['companion'] {
  const n = instruments.length;
  let best: { at: number; score: number; correlation: number } | undefined;
  for (let k = 0; k < n; k++) {
    const weight = weights[k] ?? 0;
    const product = (covariance[j * n + j] ?? 0) * (covariance[k * n + k] ?? 0);
    if (k === j || weight <= held || !(product > 0)) continue;
    const correlation = (covariance[j * n + k] ?? 0) / Math.sqrt(product);
    const size = weight * Math.sqrt(covariance[k * n + k] ?? 0);
    const score = hedge ? size * (1 - correlation) : correlation;
    if (!best || score > best.score) best = { at: k, score, correlation };
  }
  const instrument = best && instruments[best.at];
  return best && instrument !== undefined ? { instrument, correlation: best.correlation } : undefined;
}
