import { dot, symmetricProduct } from '$lib/math/linalg';
import { quadraticProgram, rootByBrent, type OptimalPoint } from '$lib/math/optimize';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem, ReturnUncertainty } from '../problem';
import { ruleKind } from '../rules/catalog';
import { PointTerms } from './point-terms';
import type { ProgramOutcome } from './portfolio-program';
import { RETURN, RISK } from './terms';

/** Width of the last bracket of the logarithm of the ellipsoid's length. */
const SETTLED = 1e-15;
const PROVEN = 1e-8;

/**
 * Most utility at the worst of uncertain returns, under bounds and rows alone, by quadratic programs of the active set: one
 * where returns lie in a box and nothing is sold short; for an ellipsoid one after the other in its length t at the
 * weights, since r sqrt(w'Sw) is the least r (w'Sw / t + t) / 2, which is convex in both. Undefined where the problem asks
 * for more, or the search could not prove its answer: the conic program takes it then.
 */
export function robustOutcome(problem: OptimizationProblem, set: FeasibleSet): ProgramOutcome | undefined {
  const { objective, uncertainty, tradingCosts, constraints } = problem;
  if (objective.kind !== 'utility' || !uncertainty || tradingCosts) return undefined;
  if (constraints.some((rule) => ruleKind(rule).compiled)) return undefined;
  const tolerance = 1 / objective.riskAversion;
  if (uncertainty.kind === 'box') {
    if (!set.lower.every((low) => low >= 0)) return undefined;
    const worst = set.excess.map((one, j) => one - (uncertainty.halfWidths[j] ?? 0));
    const point = quadraticProgram({
      ...set,
      quadratic: problem.covariance,
      linear: worst.map((one) => -tolerance * one)
    });
    return point.status === 'optimal' ? outcome(problem, set, point, { tolerance, returns: worst }) : undefined;
  }
  return byLength(problem, set, uncertainty, tolerance);
}

function byLength(
  problem: OptimizationProblem,
  set: FeasibleSet,
  { covariance: doubt, radius }: Extract<ReturnUncertainty, { kind: 'ellipsoid' }>,
  tolerance: number
): ProgramOutcome | undefined {
  const { covariance } = problem;
  const n = set.lower.length;
  const linear = set.excess.map((one) => -tolerance * one);
  let last: OptimalPoint | undefined;
  const solvedAt = (length: number): OptimalPoint | undefined => {
    const price = (tolerance * radius) / length;
    const quadratic = covariance.map((one, k) => one + price * (doubt[k] ?? 0));
    const point = quadraticProgram({ ...set, quadratic, linear }, last ? { start: last.x } : {});
    return (last = point.status === 'optimal' ? point : undefined);
  };
  const lengthOf = (x: Float64Array): number => Math.sqrt(Math.max(0, dot(x, symmetricProduct(doubt, n, x))));
  /** Above zero where the length asked about is less than that of its own answer. */
  const excess = (logarithm: number): number => {
    const point = solvedAt(Math.exp(logarithm));
    return point ? Math.log(lengthOf(point.x)) - logarithm : NaN;
  };
  const plain = quadraticProgram({ ...set, quadratic: covariance, linear });
  if (plain.status !== 'optimal') return undefined;
  last = plain;
  // Doubt never makes the answer longer than it is without.
  const high = Math.log(lengthOf(plain.x));
  if (!Number.isFinite(high)) return undefined;
  let low = high - 0.5;
  while (high - low < 40 && !(excess(low) > 0)) low -= 2 * (high - low);
  if (high - low >= 40) return undefined;
  const root = rootByBrent(excess, low, high + 1e-9, { tolerance: SETTLED });
  if (root.status !== 'found') return undefined;
  const point = solvedAt(Math.exp(root.root));
  if (!point) return undefined;
  const length = lengthOf(point.x);
  const away = symmetricProduct(doubt, n, point.x).map((one) => (radius * one) / length);
  const returns = set.excess.map((one, j) => one - (away[j] ?? 0));
  return outcome(problem, set, point, { tolerance, returns });
}

/** The point in the words of the program; `returns` are those of the worst case at its weights. Undefined without a proof. */
function outcome(
  { covariance }: OptimizationProblem,
  set: FeasibleSet,
  point: OptimalPoint,
  { tolerance, returns }: { tolerance: number; returns: Float64Array }
): ProgramOutcome | undefined {
  const found = new PointTerms(set);
  const pull = symmetricProduct(covariance, point.x.length, point.x);
  pull.forEach((one, j) => found.add(RISK, j, one));
  returns.forEach((one, j) => found.add(RETURN, j, -tolerance * one));
  found.addRules(point);
  // From the terms themselves: what they leave over, relative to the risk, is the residual of the condition.
  let rest = 0;
  let size = 0;
  for (let j = 0; j < point.x.length; j++) {
    let sum = 0;
    for (const part of found.terms.values()) sum += part[j] ?? 0;
    rest = Math.max(rest, Math.abs(sum));
    size = Math.max(size, Math.abs(pull[j] ?? 0), Math.abs(tolerance * (returns[j] ?? 0)));
  }
  const dualResidual = size > 0 ? rest / size : 0;
  if (!(dualResidual <= PROVEN && point.feasibility <= PROVEN)) return undefined;
  const objective = 0.5 * dot(point.x, pull) - tolerance * dot(returns, point.x);
  return found.outcome(point.x, objective, {
    gap: point.complementarity,
    primalResidual: point.feasibility,
    dualResidual,
    iterations: point.iterations
  });
}
