import { gapAnswers, withoutGaps, type Estimation, type GapAnswer, type MissingReturns } from '../estimation';
import { requireRows } from '../return-matrix';
import { definiteCovariance, type DefiniteRepair, type RepairedCovariance } from './definite';
import type { CovarianceEstimate, CovarianceEstimator } from './estimator';
import { garch } from './modelled/garch';
import { givenFactors } from './modelled/given-factors';
import { statisticalFactors } from './modelled/statistical-factors';
import { exponential } from './plain/exponential';
import { maximumLikelihood } from './plain/maximum-likelihood';
import { pairwise } from './plain/pairwise';
import { sample } from './plain/sample';
import { semicovariance } from './plain/semicovariance';
import { gerber } from './robust/gerber';
import { minimumDeterminant } from './robust/minimum-determinant';
import { denoised } from './shrunk/denoised';
import { detoned } from './shrunk/detoned';
import { graphicalLasso } from './shrunk/graphical-lasso';
import { ledoitWolf } from './shrunk/ledoit-wolf';
import { oracle } from './shrunk/oracle';

/** Covariance estimators, the default first. A new one is its file, a line here and a golden table. */
export const covarianceEstimators = [
  ledoitWolf,
  oracle,
  sample,
  pairwise,
  maximumLikelihood,
  exponential,
  semicovariance,
  gerber,
  minimumDeterminant,
  denoised,
  detoned,
  graphicalLasso,
  statisticalFactors,
  givenFactors,
  garch
] as const;

type Catalog = (typeof covarianceEstimators)[number];
type SpecOf<Member> =
  Member extends CovarianceEstimator<infer Id, infer Options> ? Readonly<Options> & { readonly method: Id } : never;

/** What to estimate: a method with its own options. */
export type CovarianceSpec = SpecOf<Catalog>;

/** Name of a covariance estimator. */
export type CovarianceId = CovarianceSpec['method'];

type NamedOf<Spec> = Spec extends { readonly method: infer Id }
  ? { readonly method: Id } extends Spec
    ? Id
    : never
  : never;

/** Estimators that need nothing but the returns: the name alone may stand for one with every option at its default. */
export type CovarianceMethod = NamedOf<CovarianceSpec>;

/** An estimated covariance, whether it had to be repaired, and what was done about missing returns, by column. */
export interface EstimatedCovariance extends CovarianceEstimate {
  readonly repair?: RepairedCovariance;
  readonly gaps: readonly GapAnswer[];
}

/** How a covariance with negative eigenvalues is repaired, and what is done about missing returns. */
export interface CovarianceRequest {
  readonly repair?: DefiniteRepair;
  /** For estimators that need whole rows. */
  readonly missing?: MissingReturns;
}

/** A covariance estimator by its name. @throws RangeError when it is unknown. */
export function covarianceEstimator(id: CovarianceId): CovarianceEstimator<string, object> {
  const members: readonly CovarianceEstimator<string, object>[] = covarianceEstimators;
  const found = members.find((one) => one.id === id);
  if (!found) throw new RangeError(`unknown covariance estimator: ${id}`);
  return found;
}

/**
 * Annual covariance as a spec asks. Missing returns are treated as the estimator's descriptor says; a covariance with
 * negative eigenvalues is repaired, and the answer says so. @throws RangeError as the estimator does.
 */
export function estimatedCovariance(
  estimation: Estimation,
  spec: CovarianceSpec,
  { repair, missing = { method: 'common-rows' } }: CovarianceRequest = {}
): EstimatedCovariance {
  requireRows(estimation.returns, 1);
  const estimator = covarianceEstimator(spec.method);
  const own = estimator.gapsUnder?.(spec) ?? estimator.gaps;
  const usable = own === 'common-rows' ? withoutGaps(estimation, missing) : estimation;
  const estimate = estimator.estimate(usable, spec);
  const gaps = gapAnswers(estimation.returns, own === 'common-rows' ? missing.method : own);
  if (!estimator.mayBeIndefinite) return { ...estimate, gaps };
  const { columns: n } = estimation.returns;
  return { ...estimate, ...definiteCovariance(estimate.covariance, n, repair), gaps };
}
