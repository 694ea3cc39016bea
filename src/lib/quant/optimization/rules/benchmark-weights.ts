import type { InstrumentWeight, OptimizationProblem } from '../problem';

/** Weights of a benchmark in the order of the instruments; what is not among them is left out. */
export function benchmarkWeights(
  { instruments }: OptimizationProblem,
  benchmark: readonly InstrumentWeight[]
): Float64Array {
  const weights = new Map(benchmark.map(({ instrument, weight }) => [instrument, weight]));
  return Float64Array.from(instruments, (one) => weights.get(one) ?? 0);
}
