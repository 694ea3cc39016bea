import type { InstrumentId } from '$lib/domain/instruments';
import type { Basket } from './baskets';

/** How a figure is to stand to its value. */
export type Relation = 'equal' | 'at-least' | 'at-most';

/** Expected return of a basket, or of a basket less another; a fraction over the period of the scenarios. */
export interface MeanView {
  readonly kind: 'mean';
  readonly id: string;
  readonly basket: Basket;
  readonly moreThan?: Basket;
  readonly relation: Relation;
  readonly value: number;
}

/** Expected returns in falling order, none below the next. */
export interface RankView {
  readonly kind: 'rank';
  readonly id: string;
  readonly order: readonly InstrumentId[];
}

/** Variance (population, per period), skewness (0 for the normal law) or kurtosis (3 for it) of one instrument. */
export interface ShapeView {
  readonly kind: 'variance' | 'skewness' | 'kurtosis';
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly relation: Relation;
  readonly value: number;
}

/** Correlation of two instruments, -1 to 1. */
export interface CorrelationView {
  readonly kind: 'correlation';
  readonly id: string;
  readonly instruments: readonly [InstrumentId, InstrumentId];
  readonly relation: Relation;
  readonly value: number;
}

/**
 * Value at risk or expected shortfall of one instrument at a confidence level such as 0.95. Losses are positive. A value at
 * risk of v says that losses of v or more have the probability 1 - level.
 */
export interface TailView {
  readonly kind: 'value-at-risk' | 'expected-shortfall';
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly level: number;
  readonly relation: Relation;
  readonly value: number;
}

/** A view on the distribution of returns that scenarios stand for. */
export type ScenarioView = MeanView | RankView | ShapeView | CorrelationView | TailView;
