import { exposeJobs } from '$lib/compute/worker';
import { cardinalityProgram } from '$lib/math/optimize';
import {
  efficientFrontier,
  optimizePortfolio,
  ruleCosts,
  type FrontierResult,
  type Objective,
  type OptimizationProblem,
  type OptimizationResult
} from '$lib/quant/optimization';
import { measuredProblem, type Kind } from './problems';

interface Case {
  readonly n: number;
  readonly kinds: readonly Kind[];
  readonly objective: Objective;
}

interface Timed {
  readonly milliseconds: readonly number[];
  readonly note: string;
}

function timed(repeats: number, act: () => string): Timed {
  const milliseconds: number[] = [];
  let note = '';
  for (let k = 0; k < repeats; k++) {
    const begun = performance.now();
    note = act();
    milliseconds.push(performance.now() - begun);
  }
  return { milliseconds, note };
}

function proofOf(result: OptimizationResult): string {
  if (result.status !== 'optimal') return result.status;
  const { stationarity, feasibility } = result.kkt;
  const held = result.weights.filter((weight) => Math.abs(weight) > 1e-9).length;
  const binding = [...new Set(result.multipliers.map(({ constraint }) => constraint))];
  return `${held} held, residuals ${stationarity.toExponential(0)} and ${feasibility.toExponential(0)}, binding: ${binding.join(', ')}`;
}

let ready: OptimizationProblem | undefined;

/** Makes the problem that the next questions are about. */
function prepare({ n, kinds, objective }: Case): number {
  ready = measuredProblem(n, kinds, objective);
  return n;
}

function prepared(): OptimizationProblem {
  if (!ready) throw new Error('nothing was prepared');
  return ready;
}

/** Weights, reasons and multipliers of a problem whose covariance is there. */
function answer({ repeats }: { readonly repeats: number }): Timed {
  const problem = prepared();
  return timed(repeats, () => proofOf(optimizePortfolio(problem)));
}

function frontier({ repeats, points }: { readonly repeats: number; readonly points: number }): Timed {
  const problem = prepared();
  return timed(repeats, () => {
    const found = efficientFrontier(problem, points);
    return found.status === 'complete' ? `${found.points.length} points` : found.status;
  });
}

/** Minimum variance of at most so many holdings, as far as so many nodes lead. */
function fewest({ n, most, nodes }: { readonly n: number; readonly most: number; readonly nodes: number }): Timed {
  const { covariance } = measuredProblem(n, [], { kind: 'minimum-variance' });
  const rows = [{ coefficients: new Float64Array(n).fill(1), lower: 1, upper: 1 }];
  const program = {
    quadratic: covariance,
    linear: new Float64Array(n),
    lower: new Float64Array(n),
    upper: new Float64Array(n).fill(1),
    rows,
    counts: [{ most }]
  };
  return timed(1, () => {
    const found = cardinalityProgram(program, { maximumNodes: nodes, gap: 1e-4 });
    return found.status === 'optimal' || found.status === 'stopped'
      ? `${found.status}, gap ${(100 * found.gap).toFixed(2)} %, ${found.nodes} nodes`
      : found.status;
  });
}

/** What the screen asks for: weights, frontier with and without rules, and what each rule costs. */
function whole(problem: OptimizationProblem): { result: OptimizationResult; frontier: FrontierResult; costs: number } {
  const result = optimizePortfolio(problem);
  const found = efficientFrontier(problem, 60);
  const costs = result.status === 'optimal' ? ruleCosts(problem, result).length : 0;
  return { result, frontier: found, costs };
}

const jobs = { prepare, answer, frontier, fewest, whole };

/** The jobs of the measured worker. */
export type MeasuredJobs = typeof jobs;

exposeJobs(jobs);
