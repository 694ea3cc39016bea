import type { InstrumentId } from '$lib/domain/instruments';
import type { TaxTreatment } from '$lib/domain/ledger';
import type { OptimizationProblem } from '../problem';

/** An account of a household. Rates are fractions; they count where the account is taxable. */
export interface HouseholdAccount {
  readonly id: string;
  /** Part of the household's value, above zero. Over all accounts they add up to one. */
  readonly value: number;
  readonly treatment: TaxTreatment;
  /** On dividends and interest. */
  readonly incomeTax: number;
  /** On gains, as if each year's were taxed in that year. */
  readonly gainTax: number;
  /** What it may hold beside cash; everything when absent. */
  readonly allowed?: readonly InstrumentId[];
}

/** Accounts, and what of each instrument's expected return is paid out, a year. */
export interface Household {
  readonly accounts: readonly HouseholdAccount[];
  readonly yields: Float64Array;
}

/** Annual tax on what is expected of each instrument and of cash, fractions of the amount held. */
export interface TaxDrag {
  readonly instruments: Float64Array;
  readonly cash: number;
}

/**
 * The tax of a year in an account: the rate on income times the yield, and the rate on gains times what is expected beyond
 * it; a loss brings no relief. Nothing in deferred and exempt accounts: a tax on what is taken out of a deferred account
 * takes the same share whatever is held there, so that it does not decide where to hold it (Reichenstein 2006).
 */
export function taxDrag(
  { expectedReturns, riskFreeRate }: OptimizationProblem,
  { treatment, incomeTax, gainTax }: HouseholdAccount,
  yields: Float64Array
): TaxDrag {
  if (treatment !== 'taxable') return { instruments: new Float64Array(yields.length), cash: 0 };
  return {
    instruments: yields.map((paid, j) => incomeTax * paid + gainTax * Math.max(0, (expectedReturns[j] ?? 0) - paid)),
    cash: incomeTax * Math.max(0, riskFreeRate)
  };
}

/** True where an account may hold an instrument. */
export const mayHold = ({ allowed }: HouseholdAccount, instrument: InstrumentId): boolean =>
  allowed === undefined || allowed.includes(instrument);

/** @throws RangeError when shapes disagree, values do not add up to one or a rate is out of [0, 1]. */
export function requireHousehold({ instruments }: OptimizationProblem, { accounts, yields }: Household): void {
  if (yields.length !== instruments.length || !yields.every((one) => one >= 0 && one < Infinity))
    throw new RangeError(`yields for ${instruments.length} instruments: ${yields.join(', ')}`);
  const total = accounts.reduce((sum, { value }) => sum + value, 0);
  if (!accounts.every(({ value }) => value > 0) || !(Math.abs(total - 1) < 1e-9))
    throw new RangeError(`parts of accounts: ${accounts.map(({ value }) => value).join(', ')}`);
  for (const { id, incomeTax, gainTax } of accounts)
    if (!(incomeTax >= 0 && incomeTax <= 1 && gainTax >= 0 && gainTax <= 1))
      throw new RangeError(`rates of ${id}: ${incomeTax}, ${gainTax}`);
}
