import { exp, log } from '$lib/math/elementary';
import { linearProgram, quadraticProgram } from '$lib/math/optimize';
import { expectation, relativeEntropy } from './scenario-moments';

/** A limit on the expectation of a figure over scenarios, equality when the sides are equal, and the views that ask for it. */
export interface ProbabilityRow {
  readonly values: Float64Array;
  readonly lower: number;
  readonly upper: number;
  readonly views: readonly string[];
}

/** Probabilities nearest to the prior. */
export interface Tilted {
  readonly status: 'ok';
  readonly probabilities: Float64Array;
  readonly relativeEntropy: number;
  /** Greatest distance from a row's limit in standard deviations of the row under the prior. */
  readonly residual: number;
}

/** Views that no reweighting of the scenarios meets together; leave out any one of them and the others can. */
export interface InfeasibleViews {
  readonly status: 'infeasible';
  readonly views: readonly string[];
}

/** The method gave up. */
export interface FailedTilt {
  readonly status: 'failed';
  readonly reason: string;
}

/** Outcome of {@link tiltedProbabilities}. */
export type TiltResult = Tilted | InfeasibleViews | FailedTilt;

const TOLERANCE = 1e-13;
const ACCEPTABLE = 1e-11;
const ITERATIONS = 200;
/** Multipliers beyond this, in standard deviations, run away: no probabilities meet the rows. */
const RUNAWAY = 1e8;

/** Rows centred and scaled under the prior; each is one-sided or an equality, its multiplier bounded accordingly. */
interface DualProblem {
  readonly prior: Float64Array;
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

interface DualPoint {
  readonly multipliers: Float64Array;
  readonly value: number;
  readonly probabilities: Float64Array;
  readonly gradient: Float64Array;
  readonly residual: number;
}

const isConstant = (mean: number, spread: number): boolean => spread <= 1e-12 * Math.max(Math.abs(mean), 1e-300);

function dualProblem(prior: Float64Array, rows: readonly ProbabilityRow[]): DualProblem | InfeasibleViews {
  const columns: Float64Array[] = [];
  const sides: { target: number; lower: number; upper: number }[] = [];
  for (const row of rows) {
    const mean = expectation(prior, row.values);
    const spread = Math.sqrt(
      expectation(
        prior,
        row.values.map((value) => (value - mean) ** 2)
      )
    );
    if (isConstant(mean, spread)) {
      const slack = 1e-12 * Math.max(1, Math.abs(mean));
      if (mean < row.lower - slack || mean > row.upper + slack) return { status: 'infeasible', views: row.views };
      continue;
    }
    const column = row.values.map((value) => (value - mean) / spread);
    const add = (limit: number, lower: number, upper: number) => {
      columns.push(column);
      sides.push({ target: (limit - mean) / spread, lower, upper });
    };
    if (row.lower === row.upper) add(row.lower, -Infinity, Infinity);
    else {
      if (row.lower > -Infinity) add(row.lower, 0, Infinity);
      if (row.upper < Infinity) add(row.upper, -Infinity, 0);
    }
  }
  return {
    prior,
    columns,
    target: Float64Array.from(sides, ({ target }) => target),
    lower: Float64Array.from(sides, ({ lower }) => lower),
    upper: Float64Array.from(sides, ({ upper }) => upper)
  };
}

/** Value, probabilities and gradient of the dual ln sum p exp(l'a) - l'b; the residual is that of optimality. */
function dualAt({ prior, columns, target, lower, upper }: DualProblem, multipliers: Float64Array): DualPoint {
  const exponents = new Float64Array(prior.length);
  columns.forEach((column, k) => {
    const l = multipliers[k] ?? 0;
    if (l !== 0) for (let t = 0; t < exponents.length; t++) exponents[t] = (exponents[t] ?? 0) + l * (column[t] ?? 0);
  });
  let most = -Infinity;
  exponents.forEach((value, t) => {
    if ((prior[t] ?? 0) > 0 && value > most) most = value;
  });
  let total = 0;
  const probabilities = exponents.map((value, t) => {
    const mass = (prior[t] ?? 0) * exp(Math.min(0, value - most));
    total += mass;
    return mass;
  });
  for (let t = 0; t < probabilities.length; t++) probabilities[t] = (probabilities[t] ?? 0) / total;
  let value = most + log(total);
  let residual = 0;
  const gradient = Float64Array.from(columns, (column, k) => {
    const l = multipliers[k] ?? 0;
    const slope = expectation(probabilities, column) - (target[k] ?? 0);
    value -= l * (target[k] ?? 0);
    const resting = (l === lower[k] && slope > 0) || (l === upper[k] && slope < 0);
    if (!resting) residual = Math.max(residual, Math.abs(slope));
    return slope;
  });
  return { multipliers, value, probabilities, gradient, residual };
}

/** The Newton step under the signs of the multipliers; a trace of the diagonal is added for rows that depend on others. */
function newtonStep({ columns, lower, upper }: DualProblem, point: DualPoint): Float64Array | undefined {
  const k = columns.length;
  const { probabilities, gradient, multipliers } = point;
  const centred = columns.map((column) => {
    const mean = expectation(probabilities, column);
    return column.map((value) => value - mean);
  });
  const quadratic = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    const scaled = centred[i]?.map((value, t) => value * (probabilities[t] ?? 0)) ?? gradient;
    for (let j = 0; j <= i; j++) {
      const value = expectation(scaled, centred[j] ?? gradient);
      quadratic[i * k + j] = value;
      quadratic[j * k + i] = value;
    }
    quadratic[i * k + i] = (quadratic[i * k + i] ?? 0) * (1 + 1e-10) + 1e-15;
  }
  const step = quadraticProgram({
    quadratic,
    linear: gradient,
    lower: lower.map((bound, i) => bound - (multipliers[i] ?? 0)),
    upper: upper.map((bound, i) => bound - (multipliers[i] ?? 0)),
    rows: []
  });
  return step.status === 'optimal' ? step.x : undefined;
}

function minimised(problem: DualProblem): DualPoint {
  let point = dualAt(problem, new Float64Array(problem.columns.length));
  for (let iteration = 0; iteration < ITERATIONS && point.residual > TOLERANCE; iteration++) {
    const step = newtonStep(problem, point);
    if (!step) break;
    const slope = step.reduce((sum, value, k) => sum + value * (point.gradient[k] ?? 0), 0);
    let next: DualPoint | undefined;
    for (let length = 1; length > 1e-12; length *= 0.5) {
      const multipliers = point.multipliers.map((value, k) => {
        const moved = value + length * (step[k] ?? 0);
        return Math.min(problem.upper[k] ?? 0, Math.max(problem.lower[k] ?? 0, moved));
      });
      const tried = dualAt(problem, multipliers);
      if (tried.value <= point.value + 1e-4 * length * slope || tried.residual <= 0.5 * point.residual) {
        next = tried;
        break;
      }
    }
    if (!next || next.multipliers.some((value) => Math.abs(value) > RUNAWAY)) break;
    point = next;
  }
  return point;
}

/** Which rows no probabilities can meet together, by phase 1 of the simplex method over the scenarios. */
function conflictOf(prior: Float64Array, rows: readonly ProbabilityRow[]): InfeasibleViews | undefined {
  const count = prior.length;
  const program = linearProgram({
    linear: new Float64Array(count),
    lower: new Float64Array(count),
    upper: prior.map((p) => (p > 0 ? Infinity : 0)),
    rows: [
      ...rows.map(({ values, lower, upper }) => ({ coefficients: values, lower, upper })),
      { coefficients: new Float64Array(count).fill(1), lower: 1, upper: 1 }
    ]
  });
  if (program.status !== 'infeasible') return undefined;
  const views = new Set(program.conflict.rows.flatMap((row) => rows[row]?.views ?? []));
  return { status: 'infeasible', views: [...views] };
}

/**
 * Probabilities of least relative entropy to the prior under limits on expectations: q ~ p exp(l'a), the multipliers
 * l by Newton's method on the dual with its exact gradient and curvature, the signs of inequalities kept as bounds.
 * Rows are met within 1e-11 of their standard deviation. Which views conflict is only asked when they are to be
 * `named`: it takes a linear program over the scenarios. Source: Kullback (1959); Meucci, Fully flexible views (2008).
 */
export function tiltedProbabilities(
  prior: Float64Array,
  rows: readonly ProbabilityRow[],
  naming: 'named' | 'unnamed' = 'named'
): TiltResult {
  const problem = dualProblem(prior, rows);
  if ('status' in problem) return problem;
  const { probabilities, residual } = minimised(problem);
  if (residual <= ACCEPTABLE) {
    return { status: 'ok', probabilities, relativeEntropy: relativeEntropy(probabilities, prior), residual };
  }
  const conflict = naming === 'named' ? conflictOf(prior, rows) : undefined;
  return conflict ?? { status: 'failed', reason: `views missed by ${residual} standard deviations` };
}
