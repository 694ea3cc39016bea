import { isConic, optimizePortfolio } from '../optimal-portfolio';
import type { OptimalPortfolio, OptimizationProblem } from '../problem';
import { limitInputs, stepOf, withInput, type ProblemInput } from './inputs';
import { weightSlopes, type WeightSlopes } from './weight-slopes';

/** What a change of one input does to the weights, found by solving again. */
export interface WeightDependence {
  readonly input: ProblemInput;
  /** The change, of the two ways the one that moves more: fractions, of a correlation its own unit. */
  readonly step: number;
  /** Change of each weight. */
  readonly changes: Float64Array;
  /** Share of the whole that moves: half of all changes, cash among them. */
  readonly moved: number;
}

/** Inputs by how much the weights depend on them, those that move nothing left out. */
export interface WeightDependences {
  readonly dependences: readonly WeightDependence[];
  /** True where only the returns and volatilities of what is held were tried, to be done in time. */
  readonly heldOnly: boolean;
}

/** Pairs whose correlation is tried. */
const PAIRS = 10;
/** Instruments above which, where each solution takes long, only those held are tried. */
const MANY = 40;
/** Weights below this are rounding; so are moves of the whole below ten times it. */
const HELD = 1e-6;

/**
 * How much optimal weights depend on each input: expected returns, volatilities, limits and the risk-free rate by a
 * hundredth either way, and the correlations that matter most by a tenth, each by solving again, so that what enters and
 * leaves counts. Which correlations matter most is told by the slopes of the weights, where there are none by their part in
 * the variance.
 */
export function weightDependences(
  problem: OptimizationProblem,
  result: OptimalPortfolio,
  onProgress: (done: number, total: number) => void = () => undefined
): WeightDependences {
  const { instruments } = problem;
  const heldOnly = isConic(problem) && instruments.length > MANY;
  const tried = instruments.filter((_, j) => !heldOnly || Math.abs(result.weights[j] ?? 0) > HELD);
  const inputs: ProblemInput[] = [
    ...tried.map((instrument) => ({ kind: 'expected-return', instrument }) as const),
    ...tried.map((instrument) => ({ kind: 'volatility', instrument }) as const),
    ...limitInputs(problem),
    { kind: 'risk-free-rate' },
    ...strongestPairs(problem, result)
  ];
  const dependences = inputs.flatMap((input, at) => {
    onProgress(at, inputs.length);
    const both = [1, -1].flatMap((sign) => dependenceOn(problem, result, { input, step: sign * stepOf(input) }) ?? []);
    const [greater] = both.sort((a, b) => b.moved - a.moved);
    return greater && greater.moved > 10 * HELD ? [greater] : [];
  });
  onProgress(inputs.length, inputs.length);
  return { dependences: dependences.sort((a, b) => b.moved - a.moved), heldOnly };
}

function dependenceOn(
  problem: OptimizationProblem,
  { weights }: OptimalPortfolio,
  { input, step }: Pick<WeightDependence, 'input' | 'step'>
): WeightDependence | undefined {
  const changed = withInput(problem, input, step);
  const solved = changed && optimizePortfolio(changed);
  if (solved?.status !== 'optimal') return undefined;
  const changes = solved.weights.map((weight, j) => weight - (weights[j] ?? 0));
  return { input, step, changes, moved: movedBy(changes) };
}

/** Half of all changes of weights, with that of cash. */
function movedBy(changes: Float64Array): number {
  let sum = 0;
  let cash = 0;
  for (const change of changes) {
    sum += Math.abs(change);
    cash -= change;
  }
  return (sum + Math.abs(cash)) / 2;
}

function strongestPairs(problem: OptimizationProblem, result: OptimalPortfolio): ProblemInput[] {
  const { instruments, covariance } = problem;
  const n = instruments.length;
  const slopes: WeightSlopes | undefined = weightSlopes(problem, result);
  const pairs: { readonly input: ProblemInput; readonly strength: number }[] = [];
  instruments.forEach((one, i) => {
    instruments.slice(0, i).forEach((other, j) => {
      const [a, b] = [result.weights[i] ?? 0, result.weights[j] ?? 0];
      if (Math.abs(a) < HELD && Math.abs(b) < HELD) return;
      const input: ProblemInput = { kind: 'correlation', instruments: [other, one] };
      const size = Math.sqrt((covariance[i * n + i] ?? 0) * (covariance[j * n + j] ?? 0));
      const slope = slopes?.(input);
      pairs.push({ input, strength: slope ? movedBy(slope) : Math.abs(a * b) * size });
    });
  });
  return pairs
    .sort((a, b) => b.strength - a.strength)
    .slice(0, PAIRS)
    .map(({ input }) => input);
}
