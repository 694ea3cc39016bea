import type { InstrumentId } from '$lib/domain/instruments';
import {
  covarianceEstimator,
  estimatedCovariance,
  type CovarianceMethod,
  type CovarianceSpec
} from './covariance/catalog';
import type { DefiniteRepair, RepairedCovariance } from './covariance/definite';
import type { CovarianceEstimate } from './covariance/estimator';
import { hasGaps, type GapAnswer, type MissingReturns } from './estimation';
import { adjustedReturns, type ReturnAdjustment } from './expected-returns/adjustments';
import { estimatedReturns, returnEstimator, type ExpectedReturnSpec } from './expected-returns/catalog';
import type { OptionField, OptionFields } from './option-fields';
import type { ReturnMatrix } from './return-matrix';

/** What to estimate from returns, as data. */
export interface MomentsSpec {
  /** A method with its options, or a name alone for one with its defaults. */
  readonly covariance: CovarianceSpec | CovarianceMethod;
  readonly expectedReturns: ExpectedReturnSpec;
  readonly periodsPerYear: number;
  /** Taken off the expected returns, in this order. */
  readonly adjustments?: readonly ReturnAdjustment[];
  /** How a covariance with negative eigenvalues is repaired; the nearest correlation when absent. */
  readonly repair?: DefiniteRepair;
  /** What estimators that need whole rows do about missing returns; the rows without a gap when absent. */
  readonly missing?: MissingReturns;
}

/** What was done about the missing returns of one instrument. */
export interface InstrumentTreatment {
  readonly column: number;
  readonly instrument?: InstrumentId;
  /** Returns that it lacks. */
  readonly missing: number;
  readonly covariance: GapAnswer;
  readonly expectedReturns: GapAnswer;
}

/** Estimated annual moments. */
export interface Moments {
  readonly covariance: Float64Array;
  readonly expectedReturns: Float64Array;
  /** True when the means rest on the past alone: mark them where shown. */
  readonly raw: boolean;
  /** Weight of the covariance target, when shrunk. */
  readonly covarianceShrinkage?: number;
  /** Weight and annual value of the common mean, when shrunk. */
  readonly meanShrinkage?: number;
  readonly meanTarget?: number;
  /** Annual standard errors of the expected returns, where their method has them. */
  readonly standardErrors?: Float64Array;
  /** What else the covariance's method found. */
  readonly findings: Omit<CovarianceEstimate, 'covariance' | 'shrinkage'>;
  /** That the covariance had negative eigenvalues and was changed. */
  readonly repair?: RepairedCovariance;
  /** One an instrument when any return is missing; empty otherwise. */
  readonly treatments: readonly InstrumentTreatment[];
}

/**
 * Annual covariance and expected returns as a spec asks.
 * @param sourceRows row of series in the spec (a market, factors) that belongs to each row of the returns, where rows
 * have been drawn again; the same row when absent.
 * @throws RangeError as the estimators do.
 */
export function estimatedMoments(returns: ReturnMatrix, spec: MomentsSpec, sourceRows?: Int32Array): Moments {
  const { periodsPerYear } = spec;
  const wanted = typeof spec.covariance === 'string' ? { method: spec.covariance } : spec.covariance;
  const estimation = { returns, periodsPerYear, ...(sourceRows && { sourceRows }) };
  const { covariance, shrinkage, repair, gaps, ...findings } = estimatedCovariance(estimation, wanted, spec);
  const means = estimatedReturns({ ...estimation, covariance }, spec.expectedReturns, spec.missing);
  return {
    covariance,
    expectedReturns: adjustedReturns(means.expectedReturns, spec.adjustments ?? []),
    raw: means.raw,
    findings,
    ...(shrinkage !== undefined && { covarianceShrinkage: shrinkage }),
    ...(means.intensity !== undefined && { meanShrinkage: means.intensity }),
    ...(means.target !== undefined && { meanTarget: means.target }),
    ...(means.standardErrors && { standardErrors: means.standardErrors }),
    ...(repair && { repair }),
    treatments: hasGaps(returns) ? treatments(returns, gaps, means.gaps) : []
  };
}

function treatments(
  { values, rows, columns, instruments }: ReturnMatrix,
  covariance: readonly GapAnswer[],
  expectedReturns: readonly GapAnswer[]
): InstrumentTreatment[] {
  return covariance.map((answer, column) => {
    let missing = 0;
    for (let t = 0; t < rows; t++) if (Number.isNaN(values[t * columns + column])) missing++;
    const instrument = instruments?.[column];
    return {
      column,
      ...(instrument && { instrument }),
      missing,
      covariance: answer,
      expectedReturns: expectedReturns[column]
    };
  });
}

/** True when a spec carries a series by row (a market, factors): it cannot be estimated from returns made anew. */
export function restsOnSeries({ covariance, expectedReturns }: MomentsSpec): boolean {
  const carries = (options: OptionFields<object>, spec: object): boolean =>
    Object.entries(options as Record<string, OptionField<unknown>>).some(
      ([name, field]) => field.kind === 'rows' && Object.hasOwn(spec, name)
    );
  return (
    carries(returnEstimator(expectedReturns.method).options, expectedReturns) ||
    (typeof covariance !== 'string' && carries(covarianceEstimator(covariance.method).options, covariance))
  );
}
