import { covariance } from '$lib/math/stats';
import { factorColumn, requireRowsOf, type FactorReturns } from './factor-returns';

/** Where the variance of a series comes from. Shares add up to 1; one below zero takes risk away. */
export interface FactorRisk {
  /** Sample variance a period, divisor T - 1. */
  readonly variance: number;
  /** Of each factor, with half of what it shares with the others: beta_k cov(f_k, sum of beta f) / variance. */
  readonly shares: Float64Array;
  /** Of what no factor explains. */
  readonly specific: number;
}

/**
 * Shares of a series' variance by factor and specific, from least-squares exposures and residuals over the same rows: as
 * these residuals have nothing in common with the factors, the parts add up exactly. NaN for a series that stands still.
 * Source: Litterman, Hot spots and hedges (1996); Meucci, Risk and asset allocation (2005). @throws RangeError when lengths differ.
 */
export function factorRisk(series: Float64Array, factors: FactorReturns, betas: ArrayLike<number>): FactorRisk {
  requireRowsOf(factors, series);
  const variance = covariance(series, series);
  const shares = Float64Array.from(
    factors.names,
    (_, k) => (betas[k] * covariance(factorColumn(factors, k), series)) / variance
  );
  const rest = shares.reduce((left, share) => left - share, 1);
  return { variance, shares, specific: rest };
}

/** What a position adds to a portfolio's variance, as shares of the whole. */
export interface PositionRisk {
  /** By factor: the position's exposures held against the portfolio. */
  readonly factors: Float64Array;
  readonly specific: number;
  /** Sum of both: weight times covariance with the portfolio over its variance. */
  readonly total: number;
}

/**
 * Shares of a portfolio's variance by position and factor: position i adds w_i beta_ik cov(f_k, portfolio) by factor k and
 * w_i cov(residual_i, portfolio) by itself. Summed over positions a factor's shares are those of {@link factorRisk}, as
 * long as weights and exposures are over the same rows. `series` are the positions' returns, `betas` their exposures.
 * @throws RangeError when lengths differ.
 */
export function positionRisks(
  portfolio: Float64Array,
  positions: readonly { readonly weight: number; readonly series: Float64Array; readonly betas: ArrayLike<number> }[],
  factors: FactorReturns
): PositionRisk[] {
  requireRowsOf(factors, portfolio);
  const variance = covariance(portfolio, portfolio);
  const joint = factors.names.map((_, k) => covariance(factorColumn(factors, k), portfolio));
  return positions.map(({ weight, series, betas }) => {
    const byFactor = Float64Array.from(joint, (value, k) => (weight * betas[k] * value) / variance);
    const total = (weight * covariance(series, portfolio)) / variance;
    return { factors: byFactor, specific: byFactor.reduce((left, share) => left - share, total), total };
  });
}
