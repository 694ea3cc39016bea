import { readFileSync } from 'node:fs';
import { instrumentId } from '../../../src/lib/domain/instruments';
import { cardinalityProgram } from '../../../src/lib/math/optimize';
import { correlationFromCovariance, sampleCovariance } from '../../../src/lib/quant/moments';
import {
  covarianceRisk,
  efficientFrontier,
  hierarchicalRiskParity,
  instrumentTree,
  optimizePortfolio,
  varianceBudgets,
  type Constraint,
  type Objective,
  type OptimizationProblem
} from '../../../src/lib/quant/optimization';

/** A market and the figures of its rules, as the Python side wrote them. */
export interface PeerProblem {
  readonly name: string;
  readonly n: number;
  readonly scenarios: number;
  readonly riskFree: number;
  readonly points: number;
  readonly cap: number;
  readonly turnover: number;
  readonly trade: number;
  readonly most: number;
  readonly tail: number;
  readonly aversion: number;
  readonly radius: number;
  readonly covariance: Float64Array;
  readonly expected: Float64Array;
  readonly returns: Float64Array;
  readonly held: Float64Array;
}

/** Portfolios of one side for one case, one a row, with the median time of a call; a note where there are none. */
export interface Answer {
  readonly milliseconds?: number;
  readonly runs?: number;
  readonly portfolios?: readonly ArrayLike<number>[];
  readonly note?: string;
}

const RUNS = 15;
const ENOUGH = 2000;
const WARM_CALLS = 60;
const WARM_UP = 1500;

/** Problems of a folder. */
export function peerProblems(folder: string): PeerProblem[] {
  const figures = JSON.parse(readFileSync(`${folder}/problems.json`, 'utf8')) as Omit<
    PeerProblem,
    'covariance' | 'expected' | 'returns' | 'held'
  >[];
  return figures.map((one) => {
    const read = (kind: string): Float64Array => {
      const bytes = readFileSync(`${folder}/${one.name}.${kind}.f64`);
      return new Float64Array(Uint8Array.from(bytes).buffer);
    };
    const [covariance, expected] = [read('covariance'), read('expected')];
    return { ...one, covariance, expected, returns: read('returns'), held: read('held') };
  });
}

function posed(problem: PeerProblem, objective: Objective, constraints: Constraint[] = []): OptimizationProblem {
  return {
    instruments: Array.from({ length: problem.n }, (_, j) => instrumentId(`i${j}`)),
    covariance: problem.covariance,
    expectedReturns: problem.expected,
    riskFreeRate: problem.riskFree,
    currentWeights: problem.held,
    objective,
    constraints
  };
}

function best(problem: PeerProblem, kind: 'minimum-variance' | 'maximum-sharpe', rules: Constraint[] = []) {
  const found = optimizePortfolio(posed(problem, { kind }, rules));
  if (found.status !== 'optimal') throw new Error(found.status);
  return [found.weights];
}

function frontier(problem: PeerProblem) {
  const found = efficientFrontier(posed(problem, { kind: 'minimum-variance' }), problem.points);
  if (found.status !== 'complete') throw new Error(found.status);
  return found.points.map(({ weights }) => weights);
}

function shortfall(problem: PeerProblem) {
  const { n, scenarios, returns, tail } = problem;
  const risk = { measure: 'expected-shortfall', tail } as const;
  const found = optimizePortfolio({
    ...posed(problem, { kind: 'minimum-risk', risk }),
    scenarios: { values: returns, rows: scenarios, columns: n, periodsPerYear: 252 }
  });
  if (found.status !== 'optimal') throw new Error(found.status);
  return [found.weights];
}

/** Diagonal covariance of the estimates of a year's mean from the days there are. */
function robust(problem: PeerProblem) {
  const { n, covariance, scenarios, radius, aversion } = problem;
  const doubt = covariance.map((one, at) => (at % (n + 1) === 0 ? (one * 252) / scenarios : 0));
  const found = optimizePortfolio({
    ...posed(problem, { kind: 'utility', riskAversion: aversion }),
    uncertainty: { kind: 'ellipsoid', covariance: doubt, radius }
  });
  if (found.status !== 'optimal') throw new Error(found.status);
  return [found.weights];
}

function parity({ covariance }: PeerProblem) {
  const found = varianceBudgets({ covariance });
  if (found.status !== 'ok') throw new Error(found.status);
  return [found.weights];
}

function hierarchical({ n, scenarios, returns }: PeerProblem) {
  const covariance = sampleCovariance({ values: returns, rows: scenarios, columns: n }, 1);
  const spec = { linkage: 'single', distance: 'correlation', seriated: false } as const;
  const { order } = instrumentTree(correlationFromCovariance(covariance, n), n, spec);
  const found = hierarchicalRiskParity(order, covarianceRisk(covariance, n, 'variance'));
  if (found.status !== 'allocated') throw new Error(found.status);
  return [found.weights];
}

function cardinality({ n, covariance, most }: PeerProblem, limit: number) {
  const begun = performance.now();
  const found = cardinalityProgram(
    {
      quadratic: covariance,
      linear: new Float64Array(n),
      lower: new Float64Array(n),
      upper: new Float64Array(n).fill(1),
      rows: [{ coefficients: new Float64Array(n).fill(1), lower: 1, upper: 1 }],
      counts: [{ most }]
    },
    { progress: () => performance.now() - begun < limit }
  );
  if (found.status === 'stopped') throw new Error(`over ${limit / 1000} s, gap then ${found.gap.toExponential(0)}`);
  if (found.status !== 'optimal') throw new Error(found.status);
  return [found.x];
}

const capped = ({ cap }: PeerProblem): Constraint => ({ kind: 'position-cap', id: 'cap', upper: cap });

const calls: Readonly<Record<string, (problem: PeerProblem, limit: number) => Float64Array[]>> = {
  'minimum-variance': (problem) => best(problem, 'minimum-variance'),
  'maximum-sharpe': (problem) => best(problem, 'maximum-sharpe'),
  'turnover-limit': (problem) =>
    best(problem, 'minimum-variance', [
      capped(problem),
      { kind: 'turnover', id: 'turnover', maximum: problem.turnover }
    ]),
  'trade-limit': (problem) =>
    best(problem, 'minimum-variance', [capped(problem), { kind: 'trade-size', id: 'trade', maximum: problem.trade }]),
  frontier,
  shortfall,
  'risk-parity': parity,
  robust,
  hierarchical,
  cardinality
};

/** The cases of the engine by name. */
export const engineCases: readonly string[] = Object.keys(calls);

/** The engine's answer to a case: calls on a small problem until they are compiled, then the median of several; a search is stopped after `limit` ms. */
export function engineAnswer(name: string, problem: PeerProblem, small: PeerProblem, limit: number): Answer {
  const call = calls[name];
  if (!call) throw new RangeError(`no case ${name}`);
  try {
    const begun = performance.now();
    for (let k = 0; k < WARM_CALLS && performance.now() - begun < WARM_UP; k++) call(small, limit);
    const times: number[] = [];
    let portfolios: Float64Array[] = [];
    for (let spent = 0; times.length < RUNS && spent < ENOUGH; spent += times.at(-1) ?? 0) {
      const start = performance.now();
      portfolios = call(problem, limit);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return { milliseconds: times[times.length >> 1] ?? NaN, runs: times.length, portfolios };
  } catch (error) {
    return { note: error instanceof Error ? error.message : String(error) };
  }
}
