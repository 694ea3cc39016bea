import { gapAnswers, withoutGaps, type GapAnswer, type MissingReturns } from '../estimation';
import { requireRows } from '../return-matrix';
import { bodnarOkhrinParolya } from './shrinkage/bodnar-okhrin-parolya';
import { capm } from './equilibrium/capm';
import { compounded } from './history/compounded';
import type { MeansEstimation, ReturnEstimate, ReturnEstimator } from './estimator';
import { exponentialMeans } from './history/exponential-means';
import { factorModel } from './equilibrium/factor-model';
import { historical } from './history/historical';
import { implied } from './equilibrium/implied';
import { jamesStein } from './shrinkage/james-stein';
import { maximumLikelihoodMeans } from './history/maximum-likelihood-means';
import { own } from './own';
import { shrunk } from './shrinkage/shrunk';

/** Estimators of expected returns, the default first. A new one is its file, a line here and a golden table. */
export const returnEstimators = [
  implied,
  shrunk,
  jamesStein,
  bodnarOkhrinParolya,
  capm,
  factorModel,
  own,
  historical,
  compounded,
  exponentialMeans,
  maximumLikelihoodMeans
] as const;

type Catalog = (typeof returnEstimators)[number];
type SpecOf<Member> =
  Member extends ReturnEstimator<infer Id, infer Options> ? Readonly<Options> & { readonly method: Id } : never;
type NamedOf<Spec> = Spec extends { readonly method: infer Id }
  ? { readonly method: Id } extends Spec
    ? Id
    : never
  : never;

/** How expected returns are estimated, each method with its own options. */
export type ExpectedReturnSpec = SpecOf<Catalog>;

/** Name of an estimator of expected returns. */
export type ExpectedReturnId = ExpectedReturnSpec['method'];

/** Estimators whose name alone says all: every option has a default. */
export type ExpectedReturnMethod = NamedOf<ExpectedReturnSpec>;

/** Estimated returns, whether they are raw, and what was done about missing returns, by column. */
export interface EstimatedReturns extends ReturnEstimate {
  readonly raw: boolean;
  readonly gaps: readonly GapAnswer[];
}

/** An estimator of expected returns by its name. @throws RangeError when it is unknown. */
export function returnEstimator(id: ExpectedReturnId): ReturnEstimator<string, object> {
  const members: readonly ReturnEstimator<string, object>[] = returnEstimators;
  const found = members.find((one) => one.id === id);
  if (!found) throw new RangeError(`unknown estimator of returns: ${id}`);
  return found;
}

/** Annual expected returns as a spec asks, missing returns treated as the descriptor says, or as asked where whole rows are needed. @throws RangeError as the estimator does. */
export function estimatedReturns(
  estimation: MeansEstimation,
  spec: ExpectedReturnSpec,
  missing: MissingReturns = { method: 'common-rows' }
): EstimatedReturns {
  requireRows(estimation.returns, 1);
  const estimator = returnEstimator(spec.method);
  const whole = estimator.gaps === 'common-rows';
  const usable = { ...estimation, ...(whole && withoutGaps(estimation, missing)) };
  return {
    ...estimator.estimate(usable, spec),
    raw: estimator.raw,
    gaps: gapAnswers(estimation.returns, whole ? missing.method : estimator.gaps)
  };
}
