import { choleskyFactor } from '../../src/lib/math/linalg';
import { ConicRows } from '../../src/lib/math/optimize';
import type { Constraint, InstrumentWeight, OptimizationProblem } from '../../src/lib/quant/optimization';
import { clarabelConic } from './clarabel-conic';

type Entry = readonly [place: number, value: number];

/** A program being posed: weights, then the one slack, then what rules need. */
class Posed {
  readonly rows = new ConicRows(4000);
  next: number;
  constructor(
    readonly problem: OptimizationProblem,
    readonly n = problem.instruments.length
  ) {
    this.next = n + 1;
  }
  get slack(): number {
    return this.n;
  }
  /** sum of entries <= right + slack. */
  atMost(entries: readonly Entry[], right: number, eased = true): void {
    const all = eased ? [...entries, [this.slack, -1] as const] : entries;
    this.rows.atMost(
      all.map(([place]) => place),
      all.map(([, value]) => value),
      right
    );
  }
  /** A variable at least |sum of entries - from|. */
  size(entries: readonly Entry[], from: number): Entry {
    const place = this.next++;
    this.atMost([...entries, [place, -1]], from, false);
    this.atMost([...entries.map(([j, value]): Entry => [j, -value]), [place, -1]], -from, false);
    return [place, 1];
  }
  /** A variable at least the length of L'(w - b), L the Cholesky factor of a covariance. */
  length(covariance: Float64Array, from: Float64Array = new Float64Array(this.n)): Entry {
    const { n } = this;
    const place = this.next++;
    const made = choleskyFactor(covariance, n);
    if (made.status !== 'ok') throw new Error('the covariance is not positive definite');
    const parts = Array.from({ length: n }, (_, k) => {
      const indices = Array.from({ length: n - k }, (__, i) => i + k);
      const values = indices.map((i) => made.factor[i * n + k]);
      return {
        indices,
        values: values.map((one) => -one),
        right: -values.reduce((sum, one, i) => sum + one * from[i + k], 0)
      };
    });
    this.rows.secondOrder([{ indices: [place], values: [-1], right: 0 }, ...parts]);
    return [place, 1];
  }
}

const ones = (n: number, value = 1): Entry[] => Array.from({ length: n }, (_, j) => [j, value]);

function isAbout(rule: Constraint, problem: OptimizationProblem, j: number): boolean {
  return !('instruments' in rule) || !rule.instruments || rule.instruments.includes(problem.instruments[j]);
}

function weightsOf({ instruments }: OptimizationProblem, list: readonly InstrumentWeight[]): Float64Array {
  return Float64Array.from(instruments, (id) => list.find(({ instrument }) => instrument === id)?.weight ?? 0);
}

/** Least sum of level and mean excess of losses over it, over the worst tenth of the scenarios. */
function shortfall(posed: Posed, tail: number): Entry[] {
  const { scenarios, riskFreeRate } = posed.problem;
  if (!scenarios) throw new Error('no scenarios');
  const idle = riskFreeRate / scenarios.periodsPerYear;
  const level = posed.next++;
  const entries: Entry[] = [[level, 1]];
  for (let t = 0; t < scenarios.rows; t++) {
    const beyond = posed.next++;
    const loss = ones(posed.n).map(([j]): Entry => [j, idle - scenarios.values[t * posed.n + j]]);
    posed.atMost([...loss, [level, -1], [beyond, -1]], idle, false);
    posed.atMost([[beyond, -1]], 0, false);
    entries.push([beyond, 1 / (tail * scenarios.rows)]);
  }
  return entries;
}

function pose(posed: Posed, rule: Constraint): void {
  const { problem, n } = posed;
  const held = problem.currentWeights ?? new Float64Array(n);
  const heldTotal = held.reduce((sum, one) => sum + one, 0);
  for (let j = 0; j < n; j++) {
    if (!isAbout(rule, problem, j)) continue;
    const within = (lower: number, upper: number): void => {
      if (Number.isFinite(lower)) posed.atMost([[j, -1]], -lower);
      if (Number.isFinite(upper)) posed.atMost([[j, 1]], upper);
    };
    if (rule.kind === 'position-cap') within(-Infinity, rule.upper);
    if (rule.kind === 'position-floor') within(rule.lower, Infinity);
    if (rule.kind === 'exclusion') within(0, 0);
    if (rule.kind === 'no-sale') within(held[j], Infinity);
    if (rule.kind === 'no-buy') within(-Infinity, held[j]);
    if (rule.kind === 'trade-size') within(held[j] - rule.maximum, held[j] + rule.maximum);
  }
  const ranged = (entries: readonly Entry[], lower = -Infinity, upper = Infinity): void => {
    if (Number.isFinite(upper)) posed.atMost(entries, upper);
    if (Number.isFinite(lower))
      posed.atMost(
        entries.map(([j, value]) => [j, -value]),
        -lower
      );
  };
  switch (rule.kind) {
    case 'group':
      ranged(
        rule.members.map((id): Entry => [problem.instruments.indexOf(id), 1]).filter(([j]) => j >= 0),
        rule.lower,
        rule.upper
      );
      break;
    case 'exposure':
      ranged(
        rule.figures.map(({ instrument, value }): Entry => [problem.instruments.indexOf(instrument), value]),
        rule.lower,
        rule.upper
      );
      break;
    case 'cash':
      ranged(ones(n), 1 - (rule.maximum ?? rule.minimum), 1 - rule.minimum);
      break;
    case 'turnover': {
      const parts = [...ones(n).map(([j]) => posed.size([[j, 1]], held[j])), posed.size(ones(n), heldTotal)];
      posed.atMost(
        parts.map(([j]) => [j, 0.5]),
        rule.maximum
      );
      break;
    }
    case 'gross-exposure':
      posed.atMost(
        ones(n).map(([j]) => posed.size([[j, 1]], 0)),
        rule.maximum
      );
      break;
    case 'volatility':
      posed.atMost([posed.length(problem.covariance)], rule.maximum);
      break;
    case 'tracking-error':
      posed.atMost([posed.length(problem.covariance, weightsOf(problem, rule.benchmark))], rule.maximum);
      break;
    case 'risk-limit': {
      const { risk } = rule;
      if (risk.measure !== 'expected-shortfall') throw new Error(risk.measure);
      posed.atMost(shortfall(posed, risk.tail ?? 0.05), rule.maximum);
    }
  }
}

function poseReturn(posed: Posed, target: number): void {
  const { problem, n } = posed;
  const { uncertainty, tradingCosts, expectedReturns, riskFreeRate } = problem;
  const held = problem.currentWeights ?? new Float64Array(n);
  const entries = ones(n).map(([j]): Entry => [j, riskFreeRate - expectedReturns[j]]);
  if (uncertainty?.kind === 'ellipsoid') entries.push([posed.length(uncertainty.covariance)[0], uncertainty.radius]);
  const { linear, perYear } = tradingCosts ?? { perYear: 0 };
  linear?.forEach((cost, j) => entries.push([posed.size([[j, 1]], held[j])[0], cost * perYear]));
  posed.atMost(entries, riskFreeRate - target);
}

/**
 * The least by which all of some rules of a problem must be missed at once, by Clarabel, posed from the rules' meaning and
 * by no code of the optimizer. Not below zero; weights stay at or above zero except where a rule of the problem allows
 * short positions, then above -10, and what is invested between nothing and the whole.
 */
export async function leastMiss(problem: OptimizationProblem, kept: ReadonlySet<string>): Promise<number> {
  const posed = new Posed(problem);
  const { n } = posed;
  const { objective } = problem;
  posed.atMost([[posed.slack, -1]], 0, false);
  posed.atMost(ones(n), 1, false);
  posed.atMost(ones(n, -1), 0, false);
  for (let j = 0; j < n; j++) {
    const short = problem.constraints.some(
      (rule) => rule.kind === 'position-floor' && rule.lower < 0 && isAbout(rule, problem, j)
    );
    posed.atMost([[j, -1]], short ? 10 : 0, false);
  }
  if (kept.has('budget') && !problem.constraints.some(({ kind }) => kind === 'cash'))
    pose(posed, { kind: 'cash', id: 'budget', minimum: 0 });
  for (const rule of problem.constraints) if (kept.has(rule.id)) pose(posed, rule);
  if (kept.has('target-return')) {
    const target = 'annualReturn' in objective ? objective.annualReturn : undefined;
    if (target !== undefined) poseReturn(posed, target);
  }
  if (kept.has('target-volatility') && objective.kind === 'target-volatility')
    pose(posed, { kind: 'volatility', id: 'target', maximum: objective.annualVolatility });
  if (kept.has('target-risk') && objective.kind === 'return-at-risk')
    pose(posed, { kind: 'risk-limit', id: 'target', risk: objective.risk, maximum: objective.maximum });
  return solved(posed);
}

async function solved({ rows, slack, next }: Posed): Promise<number> {
  const built = rows.build();
  const constraints = { ...built.constraints, columns: next, starts: built.constraints.starts.slice(0, next + 1) };
  const linear = new Float64Array(next);
  linear[slack] = 1;
  const seen: string[] = [];
  for (const [scale, tolerance] of SETTINGS) {
    const answer = await clarabelConic({ ...built, constraints, linear }, scale, tolerance);
    if (answer.status === 'optimal') return answer.x[slack];
    seen.push(answer.status);
  }
  throw new Error(`Clarabel: ${seen.join(', ')}`);
}

/** Scales of the objective and tolerances, tried in turn where Clarabel gets no further. */
const SETTINGS = [
  [1, 1e-10],
  [10, 1e-9],
  [0.1, 1e-9],
  [1, 1e-8]
] as const;
