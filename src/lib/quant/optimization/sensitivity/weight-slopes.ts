import { dot, linearSolution, symmetricProduct } from '$lib/math/linalg';
import { feasibleSet, type FeasibleSet } from '../feasible-set';
import { isConic } from '../optimal-portfolio';
import type { OptimalPortfolio, OptimizationProblem } from '../problem';
import { benchmarkWeights } from '../rules/benchmark-weights';
import { ruleKind } from '../rules/catalog';
import type { ProblemInput } from './inputs';

/** Weights this near to a bound, and rows this near to a limit, rest on it. */
const RESTS = 1e-8;

/** How weights change with an input of the problem, for a unit of it. */
export type WeightSlopes = (input: ProblemInput) => Float64Array | undefined;

/** What moves when an input does: returns over cash, the product of the covariance's change with the weights, limits. */
interface Change {
  readonly returns?: Float64Array;
  readonly risk?: Float64Array;
  readonly rows?: ReadonlyMap<number, number>;
  readonly fixed?: Float64Array;
  /** Of the square of the volatility that is asked. */
  readonly variance?: number;
}

interface System {
  readonly problem: OptimizationProblem;
  readonly set: FeasibleSet;
  readonly weights: Float64Array;
  readonly apart: Float64Array;
  readonly free: readonly number[];
  readonly rows: readonly number[];
  /** How much returns count, those of a target among them. */
  readonly tolerance: number;
  readonly closure: 'none' | 'ratio' | 'volatility';
  readonly inverse: Float64Array;
  readonly size: number;
}

/**
 * Derivatives of optimal weights by the inputs of a problem, exact while the same bounds and rows bind: the optimality
 * conditions (Karush-Kuhn-Tucker) on the active set, differentiated and solved once. At a greatest ratio and at a target
 * volatility the tolerance for risk moves too. Undefined for an aim or rule that is more than bounds and sums, for most
 * return, whose weights jump, and where the system is singular. A limit that does not bind has a slope of zero.
 * Source: Best and Grauer (1991); Fiacco (1983).
 */
export function weightSlopes(problem: OptimizationProblem, result: OptimalPortfolio): WeightSlopes | undefined {
  const kinds = [
    'minimum-variance',
    'target-return',
    'maximum-sharpe',
    'target-volatility',
    'utility',
    'tracking-error'
  ];
  if (isConic(problem) || !kinds.includes(problem.objective.kind)) return undefined;
  const system = systemOf(problem, result);
  if (!system) return undefined;
  return (input) => {
    const change = changeOf(system, input);
    return change && slopesOf(system, change);
  };
}

function systemOf(
  problem: OptimizationProblem,
  { weights, multipliers, riskTolerance }: OptimalPortfolio
): System | undefined {
  const set = feasibleSet(problem);
  const n = weights.length;
  const { objective, covariance } = problem;
  const free = [...weights.keys()].filter(
    (j) => (weights[j] ?? 0) > (set.lower[j] ?? 0) + RESTS && (weights[j] ?? 0) < (set.upper[j] ?? Infinity) - RESTS
  );
  const binding = new Set(multipliers.map(({ constraint }) => constraint));
  const rows = [...set.rules.keys()].filter((k) => {
    const rule = set.rules[k];
    if (!rule) return false;
    const { coefficients, lower, upper } = rule.row;
    const value = dot(coefficients, weights);
    const touches = Math.min(Math.abs(value - lower), Math.abs(value - upper)) < RESTS;
    const acts = free.some((j) => (coefficients[j] ?? 0) !== 0);
    return acts && (lower === upper || (touches && binding.has(rule.id)));
  });
  const reference =
    objective.kind === 'tracking-error' ? benchmarkWeights(problem, objective.benchmark) : new Float64Array(n);
  const apart = weights.map((weight, j) => weight - (reference[j] ?? 0));
  const risk = symmetricProduct(covariance, n, weights);
  const volatility = Math.sqrt(dot(weights, risk));
  const closure =
    objective.kind === 'maximum-sharpe'
      ? 'ratio'
      : objective.kind === 'target-volatility' && Math.abs(volatility - objective.annualVolatility) < RESTS
        ? 'volatility'
        : 'none';
  // Beyond the risk of most return the tolerance is without end and the weights rest.
  if (objective.kind === 'target-volatility' && closure === 'none') return undefined;
  const size = free.length + rows.length + (closure === 'none' ? 0 : 1);
  const matrix = new Float64Array(size * size);
  const put = (i: number, j: number, value: number): void => void (matrix[i * size + j] = value);
  free.forEach((j, a) => {
    free.forEach((i, b) => put(a, b, covariance[j * n + i] ?? 0));
    rows.forEach((k, r) => {
      const value = set.rules[k]?.row.coefficients[j] ?? 0;
      put(a, free.length + r, -value);
      put(free.length + r, a, value);
    });
    if (closure === 'none') return;
    const last = size - 1;
    put(a, last, -(set.excess[j] ?? 0));
    put(last, a, (closure === 'ratio' ? riskTolerance * (set.excess[j] ?? 0) : 0) - 2 * (risk[j] ?? 0));
  });
  if (closure === 'ratio') put(size - 1, size - 1, dot(set.excess, weights));
  const unit = new Float64Array(size * size);
  for (let i = 0; i < size; i++) unit[i * size + i] = 1;
  const inverse = size === 0 ? matrix : linearSolution(matrix, size, unit, size);
  if (!inverse?.every(Number.isFinite)) return undefined;
  return { problem, set, weights, apart, free, rows, tolerance: riskTolerance, closure, inverse, size };
}

function slopesOf(system: System, change: Change): Float64Array {
  const { problem, set, weights, free, rows, tolerance, closure, inverse, size } = system;
  const n = weights.length;
  const fixed = change.fixed ?? new Float64Array(n);
  const pushed = symmetricProduct(problem.covariance, n, fixed);
  const right = new Float64Array(size);
  free.forEach((j, a) => {
    right[a] = tolerance * (change.returns?.[j] ?? 0) - (change.risk?.[j] ?? 0) - (pushed[j] ?? 0);
  });
  rows.forEach((k, r) => {
    const rule = set.rules[k];
    const along = rule ? dot(rule.row.coefficients, fixed) : 0;
    const moved = rule?.kind === 'target-return' && change.returns ? dot(change.returns, weights) : 0;
    right[free.length + r] = (change.rows?.get(k) ?? 0) - moved - along;
  });
  if (closure !== 'none') {
    const risk = symmetricProduct(problem.covariance, n, weights);
    const byRisk = (change.risk ? dot(change.risk, weights) : 0) + 2 * dot(risk, fixed);
    const byReturn =
      closure === 'ratio'
        ? tolerance * ((change.returns ? dot(change.returns, weights) : 0) + dot(set.excess, fixed))
        : 0;
    right[size - 1] = byRisk - byReturn - (change.variance ?? 0);
  }
  const slopes = Float64Array.from(fixed);
  free.forEach((j, a) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (inverse[a * size + k] ?? 0) * (right[k] ?? 0);
    slopes[j] = sum;
  });
  return slopes;
}

function changeOf(system: System, input: ProblemInput): Change | undefined {
  const { problem, set, apart } = system;
  const n = apart.length;
  const { instruments, covariance } = problem;
  const at = (id: string): number => instruments.findIndex((one) => one === id);
  const deviation = (j: number): number => Math.sqrt(covariance[j * n + j] ?? 0);
  switch (input.kind) {
    case 'expected-return': {
      const j = at(input.instrument);
      return { returns: Float64Array.from({ length: n }, (_, k) => (k === j ? 1 : 0)) };
    }
    case 'risk-free-rate': {
      const target = set.rules.findIndex(({ kind }) => kind === 'target-return');
      return { returns: new Float64Array(n).fill(-1), rows: new Map(target < 0 ? [] : [[target, -1]]) };
    }
    case 'volatility': {
      const j = at(input.instrument);
      const own = deviation(j);
      if (!(own > 0)) return undefined;
      const risk = Float64Array.from({ length: n }, (_, k) => ((covariance[k * n + j] ?? 0) * (apart[j] ?? 0)) / own);
      let all = 0;
      for (let k = 0; k < n; k++) all += ((covariance[j * n + k] ?? 0) * (apart[k] ?? 0)) / own;
      risk[j] = (risk[j] ?? 0) + all;
      return { risk };
    }
    case 'correlation': {
      const [i, j] = [at(input.instruments[0]), at(input.instruments[1])];
      const size = deviation(i) * deviation(j);
      const risk = new Float64Array(n);
      risk[i] = size * (apart[j] ?? 0);
      risk[j] = size * (apart[i] ?? 0);
      return { risk };
    }
    case 'rule':
      return limitChange(system, input);
  }
}

function limitChange(
  { problem, set, weights }: System,
  input: Extract<ProblemInput, { kind: 'rule' }>
): Change | undefined {
  const { constraint, bound } = input;
  const asked = problem.constraints.find(({ id }) => id === constraint);
  // The limit of an average moves every coefficient of its row.
  if (asked?.kind === 'exposure' && asked.average) return undefined;
  const { objective } = problem;
  if (bound === 'target' && objective.kind === 'target-volatility') return { variance: 2 * objective.annualVolatility };
  const place = set.rules.findIndex(({ id }) => id === constraint);
  const row = set.rules[place]?.row;
  if (row) {
    // Cash is what is not invested: its limits are those of the row from the other side.
    const isCash = set.rules[place]?.kind === 'budget';
    const exact = isCash && row.lower === row.upper;
    const limit = bound === 'minimum' || bound === 'upper' ? row.upper : row.lower;
    const rests = exact || Math.abs(dot(row.coefficients, weights) - limit) < RESTS;
    return { rows: new Map(rests ? [[place, isCash ? -1 : 1]] : []) };
  }
  const rule = problem.constraints.find(({ id }) => id === constraint);
  const bounds = rule && ruleKind(rule).bounds?.(rule, problem);
  const fixed = weights.map((weight, j) => {
    if (set.caps[j] === constraint && Math.abs(weight - (bounds?.upper?.[j] ?? NaN)) < RESTS) return 1;
    if (set.floors[j] === constraint && Math.abs(weight - (bounds?.lower?.[j] ?? NaN)) < RESTS)
      return rule?.kind === 'trade-size' ? -1 : 1;
    return 0;
  });
  return { fixed };
}
