import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { sampleCovariance } from '$lib/quant/moments';
import type { Constraint, Objective, OptimizationProblem } from './problem';

/** A market of n instruments in daily scenarios of one factor and own noise; the same seed gives the same market. */
export function scenarioMarket(
  n: number,
  periods: number,
  seed: number,
  objective: Objective,
  constraints: Constraint[] = []
): OptimizationProblem {
  const random = randomStream(seed);
  const slopes = Array.from({ length: n }, () => 0.4 + random.uniform());
  const sizes = Array.from({ length: n }, () => 0.004 + 0.01 * random.uniform());
  const values = new Float64Array(periods * n);
  for (let t = 0; t < periods; t++) {
    const factor = 0.0004 + 0.008 * random.normal();
    for (let j = 0; j < n; j++) values[t * n + j] = (slopes[j] ?? 0) * factor + (sizes[j] ?? 0) * random.normal();
  }
  const returns = { values, rows: periods, columns: n };
  return {
    instruments: Array.from({ length: n }, (_, j) => instrumentId(`i${j}`)),
    covariance: sampleCovariance(returns, 252),
    expectedReturns: Float64Array.from({ length: n }, () => 0.03 + 0.09 * random.uniform()),
    riskFreeRate: 0.02,
    objective,
    constraints,
    scenarios: { ...returns, periodsPerYear: 252 }
  };
}
