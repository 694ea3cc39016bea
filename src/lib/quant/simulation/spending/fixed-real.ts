import type { SpendingMember } from './rule';

/** Constant purchasing power, whatever the markets do. Source: Bengen (1994). */
export const fixedReal: SpendingMember<'fixed-real'> = {
  kind: 'fixed-real',
  proportional: false,
  amount: ({ amount }, { level }) => amount * level
};
