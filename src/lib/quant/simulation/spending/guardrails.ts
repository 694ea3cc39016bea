import type { SpendingMember } from './rule';

/** Years before the end in which spending is no more cut. */
const LAST_YEARS = 15;

/**
 * Decision rules of Guyton and Klinger (2006): the amount of last year rises with prices, but not after a year of loss in
 * which it is a larger share than at first; a share more than `band` above the first cuts it by `adjustment`, but not in
 * the last 15 years; a share as far below raises it as much.
 */
export const guardrails: SpendingMember<'guardrails'> = {
  kind: 'guardrails',
  proportional: false,
  amount: ({ rate, band, adjustment }, { year, yearsLeft, value, before, priceGrowth, growth, firstRate }) => {
    if (year === 0) return rate * value;
    const frozen = growth < 1 && before > firstRate * value;
    const amount = frozen ? before : before * priceGrowth;
    if (amount > firstRate * (1 + band) * value && yearsLeft > LAST_YEARS) return amount * (1 - adjustment);
    return amount < firstRate * (1 - band) * value ? amount * (1 + adjustment) : amount;
  }
};
