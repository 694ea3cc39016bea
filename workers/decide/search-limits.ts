import { linearEngine } from '$lib/compute/worker';
import { isCounted, type OptimizationProblem, type SearchLimits } from '$lib/quant/optimization';

/** Time, and nothing else, ends a search in a worker. */
const NODES = 10_000_000;

/**
 * How long a problem may be searched from now on, with the engine for its linear parts; no limits, and no engine fetched, where
 * there is nothing to search. `tell` hears which part of the time is gone.
 */
export async function searchLimits(
  problem: OptimizationProblem,
  seconds: number,
  tell: (part: number) => void
): Promise<SearchLimits> {
  if (!isCounted(problem)) return {};
  const engine = await linearEngine();
  const begun = performance.now();
  return {
    engine,
    seconds,
    maximumNodes: NODES,
    proceed: () => {
      const part = (performance.now() - begun) / (1000 * seconds);
      tell(Math.min(1, part));
      return part < 1;
    }
  };
}
