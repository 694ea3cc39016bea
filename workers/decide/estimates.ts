import type { InstrumentId } from '$lib/domain/instruments';
import {
  estimatedMoments,
  type AlignedReturns,
  type CovarianceMethod,
  type CovarianceSpec,
  type DroppedInstrument,
  type ExpectedReturnMethod,
  type ExpectedReturnSpec,
  type LateListing,
  type Moments,
  type MomentsSpec,
  type ReturnMatrix
} from '$lib/quant/moments';
import {
  covarianceError,
  covarianceErrors,
  riskOfWeights,
  worstCovariance,
  type Constraint,
  type Objective,
  type OptimizationProblem,
  type RiskUncertainty,
  type Scenarios,
  type TaxRates
} from '$lib/quant/optimization';
import { blackLitterman, type ReturnView, type ViewProblem } from '$lib/quant/views';
import type { AllocationChoice } from './allocation';
import type { SampledAim } from './sampled-aim';
import { seriesOnDays } from './market-series';
import { openLots, type LotsChoice } from './open-lots';
import { measuredLimits, type MeasuredLimit, type MeasuredRule } from './measured';
import { pooledViews, type PoolingChoice, type Reweighting } from './pooled-views';
import { scenariosOf, type ScenarioPeriod } from './scenarios';
import { treatedReturns, type LateTreatment, type TreatedReturns } from './treated-returns';
import { returnUncertainty, type UncertaintyChoice } from './uncertainty';
import { universeOf, type Universe, type UniverseQuestion } from './universe';

export const PERIODS_PER_YEAR = 252;
/** Id of the rule that a benchmark outside the universe is not held. */
export const ONLY_COMPARED = 'compared-with';

/** How expected returns are made; the weights of 'implied' are those of `current`, the market of 'capm' an instrument. */
export type ExpectationChoice =
  | { readonly method: 'implied'; readonly riskAversion: number }
  | { readonly method: 'capm'; readonly market?: InstrumentId }
  | { readonly method: 'exponential'; readonly halfLife?: number }
  | { readonly method: Exclude<ExpectedReturnMethod, 'capm' | 'exponential'> };

/** What trading an instrument costs: multiples of the traded weight, its square and its power 3/2. */
export interface TradedCost {
  readonly instrument: InstrumentId;
  readonly linear: number;
  readonly quadratic: number;
  readonly power: number;
}

/** A person's aim and rules over a universe. */
export interface OptimizeQuestion extends UniverseQuestion {
  readonly objective: Objective;
  /** Makes the weights in place of the objective, without a forecast. */
  readonly allocation?: AllocationChoice;
  /** Makes the weights in place of the objective, from what is not known of the estimates. */
  readonly sampled?: SampledAim;
  readonly constraints: readonly Constraint[];
  /** Limits on figures that ledger and prices know. */
  readonly measured?: readonly MeasuredLimit[];
  /** Costs of trading that aims count, as {@link TradingCosts} has them, for each instrument. */
  readonly tradingCosts?: {
    readonly each: readonly TradedCost[];
    readonly perYear: number;
  };
  /** Which lots a sale takes, where gains or taxes count. */
  readonly lots?: LotsChoice;
  readonly taxes?: TaxRates;
  readonly covariance: CovarianceMethod | CovarianceSpec;
  /** Counts the greatest risk within the covariance's own error. */
  readonly riskAtWorst?: RiskUncertainty['kind'];
  readonly expectation: ExpectationChoice;
  /** Views on expected returns, over those of `expectation`. */
  readonly views?: readonly ReturnView[];
  /** Views that reweight the past, in place of `views`. */
  readonly pooling?: PoolingChoice;
  /** Benchmark of the objective or of a rule: it is estimated with the others and, when it is none of them, not held. */
  readonly comparedWith?: InstrumentId;
  readonly riskFreeRate: number;
  /** What is done about instruments listed during the window; filled when absent. */
  readonly late?: LateTreatment;
  /** Makes scenarios of past periods, for an aim, a rule or a method that measures risk by them. */
  readonly scenarios?: ScenarioPeriod;
  /** With `return-at-risk`: no more risk than the weights held now have, in place of its maximum. */
  readonly riskAsNow?: boolean;
  /** Holds the aim against errors of the expected returns. */
  readonly uncertainty?: UncertaintyChoice;
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
  /** Instruments listed during the window, and what was done about them. */
  readonly late: readonly LateListing[];
  readonly treatment: LateTreatment;
}

/** What views did to the expected returns, or why they could not be used. */
export interface ViewsAnswer {
  /** Expected returns before the views. */
  readonly prior: Float64Array;
  /** Empty when the views count. */
  readonly problems: readonly ViewProblem[];
  /** Where they reweighted the past. */
  readonly reweighting?: Reweighting;
}

/** Too little in common to estimate from. */
export interface TooFewReturns {
  readonly status: 'too-few';
  readonly window: EstimationWindow;
}

/** A problem with what it was estimated from. */
export interface Estimated {
  readonly returns: TreatedReturns;
  readonly window: EstimationWindow;
  readonly problem: OptimizationProblem;
  readonly moments: Moments;
  readonly spec: MomentsSpec;
  readonly views?: ViewsAnswer;
  readonly measured: readonly MeasuredRule[];
  readonly currentWeights: Float64Array;
}

/** The moments of a question's universe and the problem they make. */
export async function estimated(question: OptimizeQuestion): Promise<Estimated | TooFewReturns> {
  const { comparedWith } = question;
  const outside = comparedWith !== undefined && !question.instruments.includes(comparedWith) ? [comparedWith] : [];
  const { panel, missing } = await universeOf({
    ...question,
    instruments: [...question.instruments, ...outside]
  });
  const returns = treatedReturns(panel, question.late ?? 'filled');
  const { firstDay, lastDay, rows, dropped, droppedDays, badPrices, instruments, late, treatment } = returns;
  const window = { firstDay, lastDay, rows, dropped, droppedDays, badPrices, missing, late, treatment };
  if (returns.status === 'too-few') return { status: 'too-few', window };
  const weightOf = new Map(question.current.map((one) => [one.instrument, one.weight]));
  const currentWeights = Float64Array.from(instruments, (instrument) => weightOf.get(instrument) ?? 0);
  const spec: MomentsSpec = {
    covariance: question.covariance,
    expectedReturns: await expectedReturnSpec(question, currentWeights, returns),
    periodsPerYear: PERIODS_PER_YEAR
  };
  const prior = estimatedMoments(returns, spec);
  const { moments, views, scenarios } = viewedMoments(question, returns, prior);
  const { constraints: limits, measured } = await measuredLimits(question, returns);
  const years = rows / PERIODS_PER_YEAR;
  const posed: OptimizationProblem = {
    instruments,
    covariance: question.riskAtWorst ? atWorst(moments.covariance, rows, question.riskAtWorst) : moments.covariance,
    expectedReturns: moments.expectedReturns,
    ...(views && views.problems.length === 0 && { priorReturns: views.prior }),
    riskFreeRate: question.riskFreeRate,
    objective: question.objective,
    constraints: [
      ...question.constraints.map((one) => known(one, instruments)),
      ...limits,
      ...(outside.length > 0 ? [{ kind: 'exclusion' as const, id: ONLY_COMPARED, instruments: outside }] : [])
    ],
    currentWeights,
    ...(question.scenarios && {
      scenarios: scenarios ?? scenariosOf(returns, moments.expectedReturns, question.scenarios)
    }),
    ...(question.uncertainty && { uncertainty: returnUncertainty(question.uncertainty, prior, years) }),
    ...costsOf(question, instruments),
    ...(question.lots && { lots: await openLots({ ...question, lots: question.lots }, instruments, currentWeights) }),
    ...(question.taxes && { taxes: question.taxes })
  };
  const problem = question.riskAsNow ? atCurrentRisk(posed) : posed;
  return { returns, window, problem, moments, spec, measured, currentWeights, ...(views && { views }) };
}

function costsOf(
  { tradingCosts }: OptimizeQuestion,
  instruments: readonly InstrumentId[]
): Pick<OptimizationProblem, 'tradingCosts'> {
  if (!tradingCosts) return {};
  const each = new Map(tradingCosts.each.map((one) => [one.instrument, one]));
  const of = (part: 'linear' | 'quadratic' | 'power'): Float64Array =>
    Float64Array.from(instruments, (one) => each.get(one)?.[part] ?? 0);
  const { perYear } = tradingCosts;
  return { tradingCosts: { linear: of('linear'), quadratic: of('quadratic'), power: of('power'), perYear } };
}

/** Half-widths of a box are this many standard errors: of one entry in twenty the truth lies beyond. */
const BOX_ERRORS = 1.96;

function atWorst(covariance: Float64Array, periods: number, kind: RiskUncertainty['kind']): Float64Array {
  if (kind === 'ball') return worstCovariance(covariance, { kind, radius: covarianceError(covariance, periods) });
  const halfWidths = covarianceErrors(covariance, periods).map((error) => BOX_ERRORS * error);
  return worstCovariance(covariance, { kind, halfWidths });
}

/** The problem with the risk of the weights held now as the most there may be. */
function atCurrentRisk(problem: OptimizationProblem): OptimizationProblem {
  const { objective, currentWeights } = problem;
  if (objective.kind !== 'return-at-risk' || !currentWeights) return problem;
  const { value } = riskOfWeights(problem, currentWeights, objective.risk);
  return { ...problem, objective: { ...objective, maximum: value * (1 + 1e-6) } };
}

/** Moments with the views of a question counted in, as they are where the views cannot be used. */
export function viewedMoments(
  { views = [], pooling }: OptimizeQuestion,
  returns: ReturnMatrix & { readonly instruments: readonly InstrumentId[] },
  moments: Moments
): { readonly moments: Moments; readonly views?: ViewsAnswer; readonly scenarios?: Scenarios } {
  const { covariance, expectedReturns: prior } = moments;
  const { instruments } = returns;
  if (pooling) {
    const pooled = pooledViews(pooling, instruments, returns, moments);
    if (pooled.status === 'unusable') return { moments, views: { prior, problems: pooled.problems } };
    const { reweighting, scenarios } = pooled;
    return { moments: pooled.moments, views: { prior, problems: [], reweighting }, scenarios };
  }
  if (views.length === 0) return { moments };
  const posterior = blackLitterman({ instruments, covariance, prior, views, risk: 'returns-only' });
  if (posterior.status === 'unusable') return { moments, views: { prior, problems: posterior.problems } };
  return { moments: { ...moments, expectedReturns: posterior.expectedReturns }, views: { prior, problems: [] } };
}

async function expectedReturnSpec(
  question: OptimizeQuestion,
  weights: Float64Array,
  returns: AlignedReturns
): Promise<ExpectedReturnSpec> {
  const { expectation, riskFreeRate } = question;
  if (expectation.method === 'capm') {
    const { market } = expectation;
    const series = market && (await universeOf({ ...question, instruments: [market] })).panel;
    // Without a market's closes the mean of the instruments stands for it.
    if (!series || series.instruments.length === 0) return { method: 'capm', riskFreeRate };
    return { method: 'capm', riskFreeRate, market: seriesOnDays(series, returns) };
  }
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
