import type { SpendingMember } from './rule';

/**
 * A share of what is there, its purchasing power between `floor` and `ceiling` times that of the first year.
 * Source: Bengen (2001), floor and ceiling.
 */
export const floorCeiling: SpendingMember<'floor-ceiling'> = {
  kind: 'floor-ceiling',
  proportional: false,
  amount: ({ rate, floor, ceiling }, { year, value, level, firstReal }) => {
    const wanted = rate * value;
    if (year === 0) return wanted;
    return Math.min(ceiling * firstReal * level, Math.max(floor * firstReal * level, wanted));
  }
};
