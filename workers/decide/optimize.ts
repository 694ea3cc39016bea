import type { InstrumentId } from '$lib/domain/instruments';
import type { JobContext } from '$lib/compute/protocol';
import {
  alignedReturns,
  estimatedMoments,
  type AlignedReturns,
  type CovarianceMethod,
  type DroppedInstrument,
  type ExpectedReturnSpec,
  type Moments
} from '$lib/quant/moments';
import {
  efficientFrontier,
  optimizePortfolio,
  portfolioPoint,
  resampledRange,
  ruleCosts,
  unconstrainedProblem,
  type Constraint,
  type FrontierResult,
  type Objective,
  type OptimizationProblem,
  type OptimizationResult,
  type PortfolioPoint,
  type ResampledRange
} from '$lib/quant/optimization';
import { universeOf, type Universe, type UniverseQuestion } from './universe';

const PERIODS_PER_YEAR = 252;

/** How expected returns are made; the weights of 'implied' are those of `current`. */
export type ExpectationChoice =
  | { readonly method: 'implied'; readonly riskAversion: number }
  | { readonly method: 'shrunk' }
  | { readonly method: 'historical' };

/** A person's aim and rules over a universe. */
export interface OptimizeQuestion extends UniverseQuestion {
  readonly objective: Objective;
  readonly constraints: readonly Constraint[];
  readonly covariance: CovarianceMethod;
  readonly expectation: ExpectationChoice;
  readonly riskFreeRate: number;
  /** Weights held now, of the value that is optimized over; the rest is cash. */
  readonly current: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  readonly frontierPoints: number;
}

/** What the estimates rest on. */
export interface EstimationWindow {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly rows: number;
  readonly dropped: readonly DroppedInstrument[];
  readonly droppedDays: number;
  readonly badPrices: number;
  readonly missing: Universe['missing'];
}

/** The suggested weights with all that explains them. Arrays follow `instruments`. */
export interface OptimizeAnswer {
  readonly status: 'answered';
  readonly instruments: readonly InstrumentId[];
  readonly window: EstimationWindow;
  readonly expectedReturns: Float64Array;
  readonly volatilities: Float64Array;
  readonly rawReturns: boolean;
  readonly covarianceShrinkage?: number;
  readonly currentWeights: Float64Array;
  readonly current: PortfolioPoint;
  readonly result: OptimizationResult;
  readonly frontier: FrontierResult;
  readonly withoutRules: FrontierResult;
  readonly ruleCosts: readonly { readonly constraint: string; readonly annualReturn: number }[];
}

/** Too little in common to estimate from. */
export interface TooFewReturns {
  readonly status: 'too-few';
  readonly window: EstimationWindow;
}

interface Estimated {
  readonly returns: AlignedReturns;
  readonly window: EstimationWindow;
  readonly problem: OptimizationProblem;
  readonly moments: Moments;
  readonly expected: ExpectedReturnSpec;
  readonly currentWeights: Float64Array;
}

async function estimated(question: OptimizeQuestion): Promise<Estimated | TooFewReturns> {
  const { panel, missing } = await universeOf(question);
  const returns = alignedReturns(panel);
  const { firstDay, lastDay, rows, dropped, droppedDays, badPrices } = returns;
  const window = { firstDay, lastDay, rows, dropped, droppedDays, badPrices, missing };
  if (returns.status === 'too-few') return { status: 'too-few', window };
  const weightOf = new Map(question.current.map((one) => [one.instrument, one.weight]));
  const currentWeights = Float64Array.from(returns.instruments, (instrument) => weightOf.get(instrument) ?? 0);
  const expected = expectedReturnSpec(question, currentWeights);
  const moments = estimatedMoments(returns, {
    covariance: question.covariance,
    expectedReturns: expected,
    periodsPerYear: PERIODS_PER_YEAR
  });
  const problem: OptimizationProblem = {
    instruments: returns.instruments,
    covariance: moments.covariance,
    expectedReturns: moments.expectedReturns,
    riskFreeRate: question.riskFreeRate,
    objective: question.objective,
    constraints: question.constraints.map((one) => known(one, returns.instruments)),
    currentWeights
  };
  return { returns, window, problem, moments, expected, currentWeights };
}

function expectedReturnSpec(question: OptimizeQuestion, weights: Float64Array): ExpectedReturnSpec {
  const { expectation, riskFreeRate } = question;
  if (expectation.method !== 'implied') return expectation;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const invested = total > 0 ? weights.map((weight) => weight / total) : weights.map(() => 1 / weights.length);
  return { method: 'implied', weights: invested, riskAversion: expectation.riskAversion, riskFreeRate };
}

// A rule may name an instrument that the window dropped.
function known(constraint: Constraint, instruments: readonly InstrumentId[]): Constraint {
  if (constraint.kind === 'group') {
    return { ...constraint, members: constraint.members.filter((one) => instruments.includes(one)) };
  }
  if (!('instruments' in constraint) || constraint.instruments === undefined) return constraint;
  return { ...constraint, instruments: constraint.instruments.filter((one) => instruments.includes(one)) };
}

/** Suggested weights, their reasons, both frontiers and what each rule costs. */
export async function optimize(
  question: OptimizeQuestion,
  { progress }: JobContext
): Promise<OptimizeAnswer | TooFewReturns> {
  const found = await estimated(question);
  if ('status' in found) return found;
  const { problem, moments, window, currentWeights, returns } = found;
  progress(1, 4);
  const result = optimizePortfolio(problem);
  progress(2, 4);
  const frontier = efficientFrontier(problem, question.frontierPoints);
  progress(3, 4);
  const n = returns.columns;
  return {
    status: 'answered',
    instruments: returns.instruments,
    window,
    expectedReturns: moments.expectedReturns,
    volatilities: Float64Array.from({ length: n }, (_, at) => Math.sqrt(moments.covariance[at * n + at] ?? NaN)),
    rawReturns: moments.raw,
    ...(moments.covarianceShrinkage === undefined ? {} : { covarianceShrinkage: moments.covarianceShrinkage }),
    currentWeights,
    current: portfolioPoint(problem, currentWeights),
    result,
    frontier,
    withoutRules: efficientFrontier(unconstrainedProblem(problem), question.frontierPoints),
    ruleCosts: result.status === 'optimal' ? ruleCosts(problem, result) : []
  };
}

/** Range of each suggested weight over redrawn histories (Michaud's resampling); undefined when there is too little to redraw. */
export async function resample(
  question: OptimizeQuestion & { readonly seed: number; readonly draws: number },
  { progress }: JobContext
): Promise<ResampledRange | undefined> {
  const found = await estimated(question);
  if ('status' in found) return undefined;
  const { problem, returns, expected } = found;
  return resampledRange(problem, returns, {
    seed: question.seed,
    draws: question.draws,
    moments: { covariance: question.covariance, expectedReturns: expected, periodsPerYear: PERIODS_PER_YEAR },
    onProgress: progress
  });
}
