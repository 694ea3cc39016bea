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
  weightDependences,
  type FrontierResult,
  type OptimalPortfolio,
  type OptimizationProblem,
  type OptimizationResult,
  type Scenarios,
  type PortfolioPoint,
  type ResampledRange,
  type RuleCost,
  type SearchLimits,
  type WeightDependences
} from '$lib/quant/optimization';
import { searchLimits } from './search-limits';
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
import {
  countedReturns,
  MEASURED_POINTS,
  measuredAnswer,
  measureOf,
  UNRULED_POINTS,
  type CountedReturns,
  type MeasuredAnswer
} from './measured-answer';
import { scenariosOf } from './scenarios';
import type { MeasuredRule } from './measured';
import { believed, sampledRange, sampledWeights } from './sampled';

export type { AllocatedPortfolio } from './allocation';
export type { OptimizeQuestion } from './estimates';
export type { ScenarioPeriod } from './scenarios';
export type { LateTreatment } from './treated-returns';
export type { UncertaintyChoice } from './uncertainty';

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
  /** Rules on figures that were measured. */
  readonly measuredRules?: readonly MeasuredRule[];
  readonly currentWeights: Float64Array;
  readonly current: PortfolioPoint;
  readonly result: OptimizationResult | AllocatedPortfolio;
  readonly frontier: FrontierResult;
  readonly withoutRules: FrontierResult;
  /** Where the aim counts another risk than volatility: the same picture by its measure. */
  readonly measured?: MeasuredAnswer;
  /** Where the aim is held against errors of the returns: the returns that it counts. */
  readonly counted?: CountedReturns;
  readonly ruleCosts: readonly RuleCost[];
  /** How long the choice of positions was searched, where the rules make one. */
  readonly searchSeconds?: number;
}

/** What weights depend on, with the instruments that the changes follow. */
export interface WeightDependencesAnswer extends WeightDependences {
  readonly instruments: readonly InstrumentId[];
}

/** Seconds that a choice of positions is searched, and that the costs of all rules may take then. */
const SEARCH_SECONDS = 12;
const COST_SECONDS = 8;

function costs(problem: OptimizationProblem, result: OptimalPortfolio, limits: SearchLimits): RuleCost[] {
  return ruleCosts(problem, result, limits).filter((one) => one.constraint !== ONLY_COMPARED);
}

/** Suggested weights, their reasons, both frontiers and what each rule costs. */
export async function optimize(
  question: OptimizeQuestion,
  { progress }: JobContext
): Promise<OptimizeAnswer | TooFewReturns> {
  const found = await estimated(question);
  if ('status' in found) return found;
  const { moments, window, currentWeights, returns, views, measured: measuredRules } = found;
  const problem = believed(found.problem, returns, question.sampled);
  const measure = measureOf(question);
  const total = measure && !question.allocation ? 4 + MEASURED_POINTS + UNRULED_POINTS + 2 : 4;
  progress(1, total);
  const limits = await searchLimits(problem, SEARCH_SECONDS, (part) => progress(1 + part, total));
  const begun = performance.now();
  const result = resultOf(found, question, limits, (done, all) => progress(1 + done / all, total));
  const searchSeconds = (performance.now() - begun) / 1000;
  progress(2, total);
  const frontier = efficientFrontier(problem, question.frontierPoints);
  progress(3, total);
  const n = returns.columns;
  const costLimits = await searchLimits(problem, COST_SECONDS, (part) => progress(total - 1 + part, total));
  const isOwn = (one: { readonly id: string }): boolean => one.id === ONLY_COMPARED;
  const free = unconstrainedProblem(problem);
  const unruled = { ...free, constraints: [...free.constraints, ...problem.constraints.filter(isOwn)] };
  const measured =
    measure &&
    measuredAnswer({ problem, unruled, result, question, currentWeights }, measure, (done) =>
      progress(3 + done, total)
    );
  const withoutRules = efficientFrontier(unruled, question.frontierPoints);
  const counted =
    problem.uncertainty &&
    countedReturns(problem, result, measured?.frontier ?? frontier, measured?.withoutRules ?? withoutRules);
  return {
    status: 'answered',
    instruments: returns.instruments,
    window,
    expectedReturns: problem.expectedReturns,
    volatilities: Float64Array.from({ length: n }, (_, at) => Math.sqrt(problem.covariance[at * n + at] ?? NaN)),
    rawReturns: moments.raw,
    ...(moments.covarianceShrinkage === undefined ? {} : { covarianceShrinkage: moments.covarianceShrinkage }),
    ...(views && { views }),
    measuredRules,
    currentWeights,
    current: portfolioPoint(problem, currentWeights),
    result,
    frontier,
    withoutRules,
    ...(measured && { measured }),
    ...(counted && { counted }),
    ...(result.status === 'optimal' && result.search && { searchSeconds }),
    ruleCosts: result.status === 'optimal' ? costs(problem, result, costLimits) : []
  };
}

function resultOf(
  found: Estimated,
  question: OptimizeQuestion,
  limits: SearchLimits,
  onProgress: (done: number, total: number) => void
): OptimizeAnswer['result'] {
  const { problem, returns } = found;
  const { allocation, sampled } = question;
  if (sampled) return sampledWeights(found, question, sampled, onProgress);
  return allocation
    ? allocated(problem, problem.scenarios ?? returns, allocation, covarianceBy(found))
    : optimizePortfolio(problem, limits);
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
  const { allocation, sampled, scenarios } = question;
  if (sampled?.kind === 'resampled') return sampledRange(found, question, sampled, progress);
  const limits = await searchLimits(problem, SEARCH_SECONDS, () => undefined);
  let reweighted: Scenarios | undefined;
  const weightsOf = (redrawn: OptimizationProblem, drawn: ReturnMatrix): Float64Array | undefined => {
    const posed = {
      ...redrawn,
      ...(scenarios && { scenarios: reweighted ?? scenariosOf(drawn, redrawn.expectedReturns, scenarios) })
    };
    const answer = sampled
      ? sampledWeights({ ...found, problem: redrawn, returns: { ...returns, ...drawn } }, question, {
          ...sampled,
          draws: REDRAWN_OUTCOMES
        })
      : allocation
        ? allocated(posed, posed.scenarios ?? drawn, allocation, covarianceBy(found))
        : optimizePortfolio(posed, limits);
    return 'weights' in answer ? answer.weights : undefined;
  };
  return resampledRange(problem, returns, {
    seed: question.seed,
    draws: question.draws,
    moments: spec,
    limits,
    revised: (moments, drawn) => {
      const viewed = viewedMoments(question, { ...returns, ...drawn }, moments);
      reweighted = viewed.scenarios;
      return viewed.moments;
    },
    ...((allocation ?? sampled ?? scenarios) && { weightsOf }),
    onProgress: progress
  });
}

/** The problem with a choice of positions held as it was made: what depends on inputs then are their weights. */
function chosenOnly(problem: OptimizationProblem, result: OptimizationResult): OptimizationProblem {
  const isCount = ({ kind }: { kind: string }): boolean => kind === 'cardinality' || kind === 'minimum-position';
  if (result.status !== 'optimal' || !problem.constraints.some(isCount)) return problem;
  const instruments = problem.instruments.filter((_, j) => Math.abs(result.weights[j] ?? 0) < 1e-9);
  const rest = problem.constraints.filter((rule) => !isCount(rule));
  return { ...problem, constraints: [...rest, { kind: 'exclusion', id: 'not-chosen', instruments }] };
}

/** What the suggested weights depend on; undefined where they come from no aim or there is too little to estimate from. */
export async function dependences(
  question: OptimizeQuestion,
  { progress }: JobContext
): Promise<WeightDependencesAnswer | undefined> {
  const found = question.allocation || question.sampled ? undefined : await estimated(question);
  if (!found || 'status' in found) return undefined;
  const limits = await searchLimits(found.problem, SEARCH_SECONDS, () => undefined);
  const problem = chosenOnly(found.problem, optimizePortfolio(found.problem, limits));
  const result = optimizePortfolio(problem);
  if (result.status !== 'optimal') return undefined;
  return { instruments: problem.instruments, ...weightDependences(problem, result, progress) };
}
