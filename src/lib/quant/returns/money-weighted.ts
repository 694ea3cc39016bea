import { yearFraction, type Day, type DayCount, type Period } from '$lib/domain/calendar';
import { internalRatesOfReturn, type InternalRates } from './internal-rate';

/** An amount on a day. For internal rates: paid in negative, received positive. */
export interface Cashflow {
  readonly day: Day;
  readonly amount: number;
}

/**
 * Money-weighted return: the annual rate at which the flows are worth nothing today (XIRR). Paid in negative, received
 * positive, the closing value as the last receipt; any order; times counted from the earliest day.
 * Every rate above -1 is found; none or several are an answer, see {@link InternalRates}.
 * @throws RangeError on an amount that is not finite.
 */
export function moneyWeightedReturn(flows: readonly Cashflow[], convention: DayCount = 'actual/365'): InternalRates {
  const origin = flows.reduce<Day | undefined>(
    (first, { day }) => (first === undefined || day < first ? day : first),
    undefined
  );
  if (origin === undefined) return { status: 'none', reason: 'too-few-flows' };
  return internalRatesOfReturn(
    flows.map(({ day }) => yearFraction(origin, day, convention)),
    flows.map(({ amount }) => amount)
  );
}

/**
 * Modified Dietz return over a period, a fraction, not annualised:
 * (closing - opening - F) / (opening + sum of weight * flow), flows into the portfolio positive, weight the share of the
 * period left after the day, counting the day itself when flows come at its start. Flows outside the period are refused.
 * NaN when the average capital is not positive. Source: P. Dietz (1966); GIPS (2020).
 * @throws RangeError on a flow outside the period.
 */
export function modifiedDietz(
  opening: number,
  closing: number,
  flows: readonly Cashflow[],
  period: Period,
  timing: 'start-of-day' | 'end-of-day' = 'end-of-day'
): number {
  const length = period.end - period.start;
  let net = 0;
  let capital = opening;
  for (const { day, amount } of flows) {
    if (day < period.start || day > period.end) throw new RangeError(`flow on day ${day} outside the period`);
    const left = period.end - day + (timing === 'start-of-day' ? 1 : 0);
    net += amount;
    capital += (amount * Math.min(left, length)) / length;
  }
  return capital > 0 ? (closing - opening - net) / capital : NaN;
}
