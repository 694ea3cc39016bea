import type { LotRule } from './lot-rule';

/** First in, first out. */
export const firstIn: LotRule = { next: ({ first }) => first };

/** Last in, first out. */
export const lastIn: LotRule = { next: ({ last }) => last };

/** Every lot at the average cost of all; their days go first in, first out. */
export const averageCost: LotRule = { averaged: true, next: ({ first }) => first };
