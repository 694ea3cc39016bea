import type { Day } from '$lib/domain/calendar';
import { rootByBrent } from '$lib/math/optimize';

/** Risk that falls as the day of a goal comes near. Volatilities are annual fractions. */
export interface GlidePath {
  readonly goal: Day;
  /** Volatility allowed while the goal is far. */
  readonly far: number;
  /** Volatility allowed from the day of the goal on. */
  readonly near: number;
  /** Years over which it falls from one to the other, along a straight line. */
  readonly years: number;
}

/** Volatility at the goal: the upper end of class 2 of the European risk indicator (CESR/10-673, 2010). */
export const GOAL_VOLATILITY = 0.02;
/** Years of falling risk before a goal, as target date funds commonly have at the least. */
export const GLIDE_YEARS = 10;

const DAYS_PER_YEAR = 365.2425;

/** The volatility that a glide path allows on a day; never rises with time. @throws RangeError unless near <= far and years > 0. */
export function glideVolatility({ goal, far, near, years }: GlidePath, on: Day): number {
  if (!(near >= 0 && near <= far && far < Infinity)) throw new RangeError(`from ${far} to ${near}`);
  if (!(years > 0 && years < Infinity)) throw new RangeError(`${years} years`);
  const left = Math.max(0, (goal - on) / DAYS_PER_YEAR);
  return near + (far - near) * Math.min(1, left / years);
}

/** An amount wanted on a day a number of months ahead, from what there is and what is added at the end of each month. */
export interface SavingsGoal {
  readonly value: number;
  readonly monthly: number;
  readonly target: number;
  readonly months: number;
}

/** The return that a goal needs; `reached` where none is needed, `out-of-reach` above 100 % a year. */
export type NeededReturn =
  | { readonly status: 'needed'; readonly annualReturn: number }
  | { readonly status: 'reached' }
  | { readonly status: 'out-of-reach' };

/**
 * The constant annual return, compounded monthly, at which savings come to the target (future value of an annuity paid
 * at the end of each month). Amounts in one currency, in money of the day they fall on.
 * @throws RangeError unless months is a whole number above zero and no amount is negative or endless.
 */
export function neededReturn({ value, monthly, target, months }: SavingsGoal): NeededReturn {
  if (!(Number.isInteger(months) && months > 0)) throw new RangeError(`${months} months`);
  for (const amount of [value, monthly, target])
    if (!(amount >= 0 && amount < Infinity)) throw new RangeError(`amount of ${amount}`);
  if (value + monthly * months >= target) return { status: 'reached' };
  const excess = (rate: number): number => {
    const growth = Math.expm1(months * Math.log1p(rate));
    const annuity = rate === 0 ? months : growth / rate;
    return (value + value * growth + monthly * annuity) / target - 1;
  };
  const most = 2 ** (1 / 12) - 1;
  const root = rootByBrent(excess, 0, most);
  return root.status === 'found'
    ? { status: 'needed', annualReturn: (1 + root.root) ** 12 - 1 }
    : { status: 'out-of-reach' };
}
