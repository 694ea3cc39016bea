import {
  constrainedBudgets,
  feasibleSet,
  maximumDecorrelation,
  maximumDiversification,
  nearestBudgets,
  varianceBudgets,
  type OptimizationProblem,
  type SubProblem
} from '$lib/quant/optimization';

/** Methods that spread under bounds and sums. */
export const spreads: ReadonlySet<string> = new Set(['maximum-diversification', 'maximum-decorrelation']);

/** Each with its share of the variance, the same where none is given; why not, where it cannot be. */
export function riskParity(covariance: Float64Array, budgets?: Float64Array): Float64Array | string {
  const found = varianceBudgets({ covariance, ...(budgets && { budgets }) });
  return found.status === 'ok' ? found.weights : 'reason' in found ? found.reason : found.status;
}

/** Risk budgets, most diversification or least correlation under bounds and sums, of money of which cash was set aside. */
export function ruledWeights(
  problem: OptimizationProblem,
  { covariance, count }: SubProblem,
  {
    places,
    invested,
    method,
    budgets
  }: { places: readonly number[]; invested: number; method: string; budgets?: Float64Array }
): Float64Array | string {
  const set = feasibleSet(problem);
  const scaled = (values: Float64Array, most: number): Float64Array =>
    Float64Array.from(places, (j) => Math.min(most, (values[j] ?? 0) / invested));
  const lower = scaled(set.lower, 1).map((bound) => Math.max(0, bound));
  const upper = scaled(set.upper, 1);
  const rows = set.rules
    .filter(({ kind }) => kind !== 'budget')
    .map(({ row }) => ({
      coefficients: Float64Array.from(places, (j) => row.coefficients[j] ?? 0),
      lower: row.lower / invested,
      upper: row.upper / invested
    }));
  if (spreads.has(method)) {
    const spread = method === 'maximum-diversification' ? maximumDiversification : maximumDecorrelation;
    const found = spread(covariance, { lower, upper, rows });
    return found.status === 'optimal' ? found.weights : 'reason' in found ? found.reason : found.status;
  }
  const turnover = turnoverLeft(problem, places, invested);
  const plain = rows.length === 0 && !turnover && lower.every((one) => one === 0) && upper.every((one) => one >= 1);
  if (plain || count === 1) return riskParity(covariance, budgets);
  const asked = { covariance, lower, upper, rows, ...(turnover && { turnover }), ...(budgets && { budgets }) };
  const free = constrainedBudgets(asked);
  // Where no price of the barrier meets the sum of the weights, the sum is made a rule like the others.
  const whole = { coefficients: new Float64Array(count).fill(1), lower: 1, upper: 1 };
  const found = free.status === 'failed' ? constrainedBudgets({ ...asked, rows: [...rows, whole] }) : free;
  if (found.status === 'ok') return found.weights;
  if (found.status === 'failed' && !turnover) {
    // The barrier keeps every weight above zero: where rules leave no room for that, the nearest shares by least squares.
    const nearest = nearestBudgets({ covariance, lower, upper, rows, ...(budgets && { budgets }) });
    if (nearest.status === 'ok') return nearest.weights;
  }
  return 'reason' in found ? found.reason : found.status;
}

/** What a rule on turnover leaves for the instruments, in parts of the money invested: changes of cash and of what is sold whole are paid first. */
function turnoverLeft(problem: OptimizationProblem, places: readonly number[], invested: number) {
  const limits = problem.constraints.flatMap((rule) => (rule.kind === 'turnover' ? [rule.maximum] : []));
  if (limits.length === 0) return undefined;
  const held = problem.currentWeights ?? new Float64Array(problem.instruments.length);
  const cashNow = 1 - held.reduce((sum, weight) => sum + weight, 0);
  const sold = held.reduce((sum, weight, j) => sum + (places.includes(j) ? 0 : Math.abs(weight)), 0);
  const limit = (2 * Math.min(...limits) - Math.abs(1 - invested - cashNow) - sold) / invested;
  return { current: Float64Array.from(places, (j) => (held[j] ?? 0) / invested), limit: Math.max(0, limit) };
}
