import type { SpendingMember } from './rule';

/** A constant share of what is there: it never runs out, and never stays the same. */
export const percentOfValue: SpendingMember<'percent'> = {
  kind: 'percent',
  proportional: true,
  amount: ({ rate }, { value }) => rate * value
};
