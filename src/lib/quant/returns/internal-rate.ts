import { signChangeCount, timedFlows, type TimedFlows } from './discounting';
import { exponentialSumRoots, type ExponentialSum } from './exponential-sum';

const EXTREME_FORCE = Math.log(1e6);

/**
 * Internal rates of return of a series of flows, annual fractions above -1, ascending.
 * `extreme`: where a rate between -99.9999 % and 1e8 % exists, rates outside are true of the arithmetic alone and are
 * kept apart (absent when there are none).
 * 'several': `preferred` is the rate whose force ln(1 + r) is nearest to that of 10 %, the first guess of spreadsheets.
 * 'none': fewer than two flows that are not zero, all of one sign, or signs that change while the present value never
 * vanishes.
 */
export type InternalRates =
  | { readonly status: 'one'; readonly rate: number; readonly extreme?: readonly number[] }
  | {
      readonly status: 'several';
      readonly rates: readonly number[];
      readonly preferred: number;
      readonly extreme?: readonly number[];
    }
  | { readonly status: 'none'; readonly reason: 'too-few-flows' | 'no-sign-change' | 'never-zero' };

/**
 * All rates above -1 at which the net present value of flows at given times (in years, any order) is zero.
 * Paid in negative, received positive; the answer does not depend on the overall sign. Written with z = ln(1 + r), the
 * present value is a sum of exponentials, whose every root is isolated by bounds, on both sides of 0.
 * @throws RangeError on a NaN or infinite time or amount.
 */
export function internalRatesOfReturn(times: ArrayLike<number>, amounts: ArrayLike<number>): InternalRates {
  const flows = timedFlows(times, amounts);
  const span = flows.times.at(-1) ?? 0;
  if (flows.times.length < 2) return { status: 'none', reason: 'too-few-flows' };
  if (signChangeCount(flows.amounts) === 0) return { status: 'none', reason: 'no-sign-change' };
  const gains = exponentialSumRoots(discounted(flows, span)).map((z) => Math.expm1(z / span));
  const losses = exponentialSumRoots(compounded(flows, span)).map((z) => Math.expm1(-z / span));
  const rates = distinct([...losses, ...gains].filter((rate) => rate > -1 && Number.isFinite(rate)));
  const plausible = rates.filter((rate) => Math.abs(Math.log1p(rate)) <= EXTREME_FORCE);
  const kept = plausible.length > 0 ? plausible : rates;
  const extreme = rates.filter((rate) => !kept.includes(rate));
  const apart = extreme.length > 0 ? { extreme } : {};
  const [first] = kept;
  if (first === undefined) return { status: 'none', reason: 'never-zero' };
  if (kept.length === 1) return { status: 'one', rate: first, ...apart };
  return { status: 'several', rates: kept, preferred: preferred(kept), ...apart };
}

/** Internal rates of flows one period apart, the first at time zero; the rates are per period. */
export function periodicInternalRates(amounts: ArrayLike<number>): InternalRates {
  return internalRatesOfReturn(
    Float64Array.from(amounts, (_, i) => i),
    amounts
  );
}

/** The one rate to show where one must be: the only one, the preferred one of several, undefined when there is none. */
export function rateShown(rates: InternalRates): number | undefined {
  return rates.status === 'one' ? rates.rate : rates.status === 'several' ? rates.preferred : undefined;
}

/** Present value for rates >= 0, z = span * ln(1 + r): the first flow has the exponent 0. */
function discounted(flows: TimedFlows, span: number): ExponentialSum {
  return { coefficients: flows.amounts, exponents: flows.times.map((time) => time / span) };
}

/** Value at the last flow for rates <= 0, z = -span * ln(1 + r): the last flow has the exponent 0. */
function compounded(flows: TimedFlows, span: number): ExponentialSum {
  return { coefficients: flows.amounts, exponents: flows.times.map((time) => 1 - time / span) };
}

function distinct(rates: number[]): number[] {
  rates.sort((a, b) => a - b);
  return rates.filter((rate, i) => i === 0 || Math.abs(Math.log1p(rate) - Math.log1p(rates[i - 1] ?? 0)) > 1e-10);
}

function preferred(rates: readonly number[]): number {
  const distance = (rate: number): number => Math.abs(Math.log1p(rate) - Math.log1p(0.1));
  return rates.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best));
}
