import type { InstrumentId } from '$lib/domain/instruments';
import type { JobContext } from '$lib/compute/protocol';
import { estimatedCovariance, type ReturnMatrix } from '$lib/quant/moments';
import {
  efficientFrontier,
  optimizePortfolio,
  portfolioPoint,
  resampledRange,
  ruleCosts,
  unconstrainedProblem,
  type FrontierResult,
  type OptimizationProblem,
  type OptimizationResult,
  type PortfolioPoint,
  type ResampledRange
} from '$lib/quant/optimization';
import { allocated, type AllocatedPortfolio } from './allocation';
import {
  estimated,
  ONLY_COMPARED,
  viewedMoments,
  type Estimated,
  type EstimationWindow,
  type OptimizeQuestion,
  type TooFewReturns,
  type ViewsAnswer
} from './estimates';

import { believed, sampledRange, sampledWeights } from './sampled';

export type { AllocatedPortfolio } from './allocation';
export type { OptimizeQuestion } from './estimates';

/** The suggested weights with all that explains them. Arrays follow `instruments`. */
export interface OptimizeAnswer {
  readonly status: 'answered';
  readonly instruments: readonly InstrumentId[];
  readonly window: EstimationWindow;
  readonly expectedReturns: Float64Array;
  readonly volatilities: Float64Array;
  readonly rawReturns: boolean;
  readonly covarianceShrinkage?: number;
  readonly views?: ViewsAnswer;
  readonly currentWeights: Float64Array;
  readonly current: PortfolioPoint;
  readonly result: OptimizationResult | AllocatedPortfolio;
  readonly frontier: FrontierResult;
  readonly withoutRules: FrontierResult;
  readonly ruleCosts: readonly { readonly constraint: string; readonly annualReturn: number }[];
}

/** Suggested weights, their reasons, both frontiers and what each rule costs. */
export async function optimize(
  question: OptimizeQuestion,
  { progress }: JobContext
): Promise<OptimizeAnswer | TooFewReturns> {
  const found = await estimated(question);
  if ('status' in found) return found;
  const { moments, window, currentWeights, returns, views } = found;
  const problem = believed(found.problem, returns, question.sampled);
  progress(1, 4);
  const result = resultOf(found, question, (done, total) => progress(1 + done / total, 4));
  progress(2, 4);
  const frontier = efficientFrontier(problem, question.frontierPoints);
  progress(3, 4);
  const n = returns.columns;
  const isOwn = (one: { readonly id: string }): boolean => one.id === ONLY_COMPARED;
  const free = unconstrainedProblem(problem);
  const unruled = { ...free, constraints: [...free.constraints, ...problem.constraints.filter(isOwn)] };
  return {
    status: 'answered',
    instruments: returns.instruments,
    window,
    expectedReturns: problem.expectedReturns,
    volatilities: Float64Array.from({ length: n }, (_, at) => Math.sqrt(problem.covariance[at * n + at] ?? NaN)),
    rawReturns: moments.raw,
    ...(moments.covarianceShrinkage === undefined ? {} : { covarianceShrinkage: moments.covarianceShrinkage }),
    ...(views && { views }),
    currentWeights,
    current: portfolioPoint(problem, currentWeights),
    result,
    frontier,
    withoutRules: efficientFrontier(unruled, question.frontierPoints),
    ruleCosts:
      result.status === 'optimal' ? ruleCosts(problem, result).filter((one) => one.constraint !== ONLY_COMPARED) : []
  };
}

function resultOf(
  found: Estimated,
  question: OptimizeQuestion,
  onProgress: (done: number, total: number) => void
): OptimizeAnswer['result'] {
  const { problem, returns } = found;
  const { allocation, sampled } = question;
  if (sampled) return sampledWeights(found, question, sampled, onProgress);
  return allocation ? allocated(problem, returns, allocation, covarianceBy(found)) : optimizePortfolio(problem);
}

/** Outcomes drawn in each redrawn history: ranges need fewer than the weights themselves. */
const REDRAWN_OUTCOMES = 400;

/** How the covariance of a problem was estimated, for other rows or funds. */
function covarianceBy({ spec }: Estimated): (returns: ReturnMatrix) => Float64Array {
  const wanted = typeof spec.covariance === 'string' ? { method: spec.covariance } : spec.covariance;
  return (returns) => estimatedCovariance({ returns, periodsPerYear: spec.periodsPerYear }, wanted, spec).covariance;
}

/** Range of each suggested weight over redrawn histories (Michaud's resampling); undefined when there is too little to redraw. */
export async function resample(
  question: OptimizeQuestion & { readonly seed: number; readonly draws: number },
  { progress }: JobContext
): Promise<ResampledRange | undefined> {
  const found = await estimated(question);
  if ('status' in found) return undefined;
  const { problem, returns, spec } = found;
  const { allocation, sampled } = question;
  if (sampled?.kind === 'resampled') return sampledRange(found, question, sampled, progress);
  const weightsOf = (redrawn: OptimizationProblem, drawn: ReturnMatrix): Float64Array | undefined => {
    const answer = sampled
      ? sampledWeights({ ...found, problem: redrawn, returns: { ...returns, ...drawn } }, question, {
          ...sampled,
          draws: REDRAWN_OUTCOMES
        })
      : allocation && allocated(redrawn, drawn, allocation, covarianceBy(found));
    return answer?.status === 'allocated' || answer?.status === 'optimal' ? answer.weights : undefined;
  };
  return resampledRange(problem, returns, {
    seed: question.seed,
    draws: question.draws,
    moments: spec,
    revised: (moments) => viewedMoments(question, returns.instruments, moments).moments,
    ...((allocation ?? sampled) && { weightsOf }),
    onProgress: progress
  });
}
