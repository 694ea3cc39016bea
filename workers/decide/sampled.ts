import type { ReturnMatrix } from '$lib/quant/moments';
import {
  brokenRules,
  expectedUtilityPortfolio,
  optimizePortfolio,
  predictiveAnnualMoments,
  predictiveOutcomes,
  rangeOfRank,
  resampledFrontier,
  resampledPortfolio,
  varianceShares,
  type OptimizationProblem,
  type OptimizationResult,
  type PortfolioPoint,
  type ResampledRange
} from '$lib/quant/optimization';
import type { AllocatedPortfolio } from './allocation';
import { PERIODS_PER_YEAR, viewedMoments, type Estimated, type OptimizeQuestion } from './estimates';
import type { SampledAim } from './sampled-aim';

/** The problem as it is believed after the returns have been seen, where an aim asks for that; itself otherwise. */
export function believed(problem: OptimizationProblem, returns: ReturnMatrix, aim?: SampledAim): OptimizationProblem {
  if (aim?.kind !== 'expected-utility') return problem;
  const moments = predictiveAnnualMoments(problem, returns, { ...aim, periodsPerYear: PERIODS_PER_YEAR });
  return { ...problem, ...moments, objective: { kind: 'utility', riskAversion: aim.riskAversion } };
}

type Answer = AllocatedPortfolio | OptimizationResult;

/** Weights of an aim that counts what is not known. */
export function sampledWeights(
  { problem, returns, spec }: Estimated,
  question: OptimizeQuestion,
  aim: SampledAim,
  onProgress?: (done: number, total: number) => void
): Answer {
  if (aim.kind === 'resampled') {
    const frontier = averaged({ problem, returns, spec }, question, aim, onProgress);
    if (frontier.status !== 'complete') return frontier;
    const found = resampledPortfolio(problem, frontier, aim.towards);
    return found.status === 'resampled' ? made(problem, found, 'resampled') : found;
  }
  const after = believed(problem, returns, aim);
  if (aim.utility === 'quadratic') return optimizePortfolio(after);
  const outcomes = predictiveOutcomes(problem, returns, { ...aim, periodsPerYear: PERIODS_PER_YEAR });
  const found = expectedUtilityPortfolio(after, outcomes, aim.riskAversion);
  return found.status === 'utility' ? made(after, found, 'power-utility') : found;
}

/** Range of the weights of such an aim; of an average, that of what it averages. Undefined where there is none. */
export function sampledRange(
  found: Pick<Estimated, 'problem' | 'returns' | 'spec'>,
  question: OptimizeQuestion,
  aim: Extract<SampledAim, { kind: 'resampled' }>,
  onProgress: (done: number, total: number) => void
): ResampledRange | undefined {
  const frontier = averaged(found, question, aim, onProgress);
  if (frontier.status !== 'complete') return undefined;
  const portfolio = resampledPortfolio(found.problem, frontier, aim.towards);
  return portfolio.status === 'resampled' ? rangeOfRank(frontier, portfolio) : undefined;
}

function averaged(
  { problem, returns, spec }: Pick<Estimated, 'problem' | 'returns' | 'spec'>,
  question: OptimizeQuestion,
  aim: Extract<SampledAim, { kind: 'resampled' }>,
  onProgress?: (done: number, total: number) => void
) {
  return resampledFrontier(problem, returns, {
    ...aim,
    moments: spec,
    revised: (moments, drawn) => viewedMoments(question, { ...returns, ...drawn }, moments).moments,
    ...(onProgress && { onProgress })
  });
}

/** Weights without a proof of their own: with their shares of the risk, and the rules that averaging did not keep. */
function made(
  problem: OptimizationProblem,
  { weights, cash, expectedReturn, volatility, sharpe }: PortfolioPoint,
  method: AllocatedPortfolio['method']
): AllocatedPortfolio {
  const broken = brokenRules(problem, weights, 5e-5);
  return {
    status: 'allocated',
    method,
    ...{ weights, cash, expectedReturn, volatility, sharpe },
    riskShares: varianceShares(problem.covariance, weights).shares,
    leftOut: broken,
    broken
  };
}
