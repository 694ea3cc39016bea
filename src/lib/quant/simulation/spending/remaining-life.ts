import { exp, log1p } from '$lib/math/elementary';
import type { SpendingMember } from './rule';

/**
 * The level annuity-due that what is there would pay over the years left at a real return: at 0, one over the years left,
 * as required minimum distributions do over a life expectancy. Source: Waring and Siegel (2015).
 */
export const remainingLife: SpendingMember<'remaining-life'> = {
  kind: 'remaining-life',
  proportional: true,
  amount: ({ realReturn }, { value, yearsLeft }) => {
    const years = Math.max(1, yearsLeft);
    if (realReturn === 0) return value / years;
    const discount = exp(-years * log1p(realReturn));
    return (value * realReturn) / ((1 - discount) * (1 + realReturn));
  }
};
