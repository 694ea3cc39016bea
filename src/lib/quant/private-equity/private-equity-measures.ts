import type { Day } from '$lib/domain/calendar';
import { moneyWeightedReturn, type Cashflow, type InternalRates } from '$lib/quant/returns';

/** Cash between an investor and a private fund, and what is left in it; amounts in one currency. */
export interface PrivateFundFlows {
  /** Capital paid in, amounts >= 0. */
  readonly contributions: readonly Cashflow[];
  /** Cash paid out, gross of taxes, amounts >= 0. */
  readonly distributions: readonly Cashflow[];
  /** Net asset value on `asOf`. */
  readonly residualValue: number;
  readonly asOf: Day;
  /** Capital promised. */
  readonly commitment?: number;
}

/** What an investor has of a private fund, see {@link privateEquityMeasures}. Multiples are of paid-in capital. */
export interface PrivateEquityMeasures {
  readonly paidIn: number;
  readonly distributed: number;
  readonly residualValue: number;
  /** Distributions to paid-in capital. NaN while nothing is paid in, as the other multiples. */
  readonly dpi: number;
  /** Residual value to paid-in capital. */
  readonly rvpi: number;
  /** Total value to paid-in capital: the sum of the two. */
  readonly tvpi: number;
  /** Paid-in capital over the commitment. NaN without one. */
  readonly paidInShare: number;
  /** Commitment less paid-in capital, not below zero; undefined without a commitment. */
  readonly unfunded?: number;
  /** Annual rates of the flows, the residual value received on the day. */
  readonly internalRates: InternalRates;
}

/**
 * The measures of an investment in a private fund since inception, from the investor's side. Flows after the day are left
 * out; a distribution is not called again, so the unfunded commitment counts none of it back.
 * Source: GIPS (2020), glossary: DPI, RVPI, TVPI, paid-in capital to committed capital.
 * @throws RangeError on an amount below zero or not finite.
 */
export function privateEquityMeasures(flows: PrivateFundFlows): PrivateEquityMeasures {
  const { residualValue, asOf, commitment } = flows;
  const contributions = flows.contributions.filter(({ day }) => day <= asOf);
  const distributions = flows.distributions.filter(({ day }) => day <= asOf);
  const paidIn = total(contributions);
  const distributed = total(distributions);
  if (!(residualValue >= 0 && residualValue < Infinity))
    throw new RangeError(`residual value out of range: ${residualValue}`);
  return {
    paidIn,
    distributed,
    residualValue,
    dpi: paidIn === 0 ? NaN : distributed / paidIn,
    rvpi: paidIn === 0 ? NaN : residualValue / paidIn,
    tvpi: paidIn === 0 ? NaN : (distributed + residualValue) / paidIn,
    paidInShare: commitment === undefined || commitment === 0 ? NaN : paidIn / commitment,
    ...(commitment === undefined ? {} : { unfunded: Math.max(0, commitment - paidIn) }),
    internalRates: moneyWeightedReturn([
      ...contributions.map(({ day, amount }) => ({ day, amount: -amount })),
      ...distributions,
      { day: asOf, amount: residualValue }
    ])
  };
}

function total(flows: readonly Cashflow[]): number {
  return flows.reduce((sum, { amount }) => {
    if (!(amount >= 0 && amount < Infinity)) throw new RangeError(`amount out of range: ${amount}`);
    return sum + amount;
  }, 0);
}
