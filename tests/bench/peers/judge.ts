import type { PeerProblem } from './engine';

/** How good portfolios are at a case, and by how much they break its rules at most. */
export interface Judgement {
  /** Lower is better. */
  readonly objective: number;
  readonly violation: number;
}

type Weights = ArrayLike<number>;

function total(count: number, term: (j: number) => number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += term(j);
  return sum;
}

function products({ covariance, n }: PeerProblem, weights: Weights): number[] {
  return Array.from({ length: n }, (_, i) => total(n, (j) => covariance[i * n + j] * weights[j]));
}

function volatility(problem: PeerProblem, weights: Weights): number {
  const product = products(problem, weights);
  return Math.sqrt(total(problem.n, (j) => weights[j] * product[j]));
}

/** Excess return over volatility, negative: lower is better. */
function ratio(problem: PeerProblem, weights: Weights): number {
  const excess = total(problem.n, (j) => weights[j] * problem.expected[j]) - problem.riskFree;
  return -excess / volatility(problem, weights);
}

/** Mean of the greatest losses, a share `tail` of all scenarios. */
function shortfall({ n, scenarios, returns, tail }: PeerProblem, weights: Weights): number {
  const losses = Float64Array.from({ length: scenarios }, (_, s) => -total(n, (j) => returns[s * n + j] * weights[j]));
  const worst = losses
    .sort()
    .reverse()
    .subarray(0, Math.round(tail * scenarios));
  return worst.reduce((sum, loss) => sum + loss, 0) / worst.length;
}

/** Greatest distance of a share of the variance from 1/n, relative to it. */
function unevenness(problem: PeerProblem, weights: Weights): number {
  const product = products(problem, weights);
  const variance = total(problem.n, (j) => weights[j] * product[j]);
  return Math.max(...product.map((one, j) => Math.abs((problem.n * weights[j] * one) / variance - 1)));
}

/** Utility at the worst of the ellipsoid, negative. */
function worstCase(problem: PeerProblem, weights: Weights): number {
  const { n, covariance, expected, scenarios, radius, aversion } = problem;
  const doubt = total(n, (j) => (weights[j] ** 2 * covariance[j * n + j] * 252) / scenarios);
  const mean = total(n, (j) => weights[j] * expected[j]);
  return radius * Math.sqrt(doubt) - mean + 0.5 * aversion * volatility(problem, weights) ** 2;
}

/** What is made small in each case; volatility in all others. */
const measures: Readonly<Record<string, (problem: PeerProblem, weights: Weights) => number>> = {
  'maximum-sharpe': ratio,
  shortfall,
  robust: worstCase,
  'risk-parity': unevenness
};

/** What the portfolios of a case come to, by sums written for this and shared with neither side. */
export function judged(name: string, problem: PeerProblem, portfolios: readonly Weights[]): Judgement {
  const measure = measures[name] ?? volatility;
  const objective = total(portfolios.length, (k) => measure(problem, portfolios[k])) / portfolios.length;
  return { objective, violation: Math.max(...portfolios.map((weights) => violation(name, problem, weights))) };
}

function violation(name: string, { n, cap, held, turnover, trade, most }: PeerProblem, weights: Weights): number {
  const all = Array.from(weights);
  const moved = all.map((weight, j) => Math.abs(weight - held[j]));
  const breaches = [Math.abs(total(n, (j) => all[j]) - 1), -Math.min(...all)];
  if (name === 'turnover-limit' || name === 'trade-limit') breaches.push(Math.max(...all) - cap);
  if (name === 'turnover-limit') breaches.push(total(n, (j) => moved[j]) / 2 - turnover);
  if (name === 'trade-limit') breaches.push(Math.max(...moved) - trade);
  // The weight outside the largest that are allowed.
  if (name === 'cardinality') {
    const ascending = Float64Array.from(all).sort();
    breaches.push(total(n - most, (k) => ascending[k]));
  }
  return Math.max(...breaches);
}

/** Greatest difference of two weights. */
export function apart(one: readonly Weights[], other: readonly Weights[]): number {
  return Math.max(...one.map((weights, k) => Math.max(...Array.from(weights, (w, j) => Math.abs(w - other[k][j])))));
}
