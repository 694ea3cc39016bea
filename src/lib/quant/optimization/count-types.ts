import type { InstrumentId } from '$lib/domain/instruments';
import type { LinearEngine, SearchProgress } from '$lib/math/optimize';

/** At most so many instruments of those named, of all without a list, with a weight other than zero. */
export interface Cardinality {
  readonly kind: 'cardinality';
  readonly id: string;
  readonly instruments?: readonly InstrumentId[];
  readonly maximum: number;
}

/** Each weight zero or at least this; with a count at least so many are held. No instrument under it is sold short. */
export interface MinimumPosition {
  readonly kind: 'minimum-position';
  readonly id: string;
  readonly instruments?: readonly InstrumentId[];
  readonly minimum: number;
  readonly count?: number;
}

/**
 * How good a suggestion found by a search is: the figure that the aim is about, and the bound that no portfolio under the
 * rules is beyond. For a `return` (annual; of a utility the certainty equivalent) `gap` is their difference, for a
 * `volatility`, a `ratio` or a `risk` the difference as a fraction of the figure; Infinity where no bound is known.
 */
export interface SearchReport {
  readonly measure: 'volatility' | 'return' | 'ratio' | 'risk';
  readonly value: number;
  readonly bound: number;
  readonly gap: number;
  /** True when the gap is closed within 1e-6. */
  readonly proven: boolean;
  /** Programs solved. */
  readonly nodes: number;
}

/** How long to search, and what to search with. */
export interface SearchLimits {
  /** Programs solved at most; 20,000 when absent. */
  readonly maximumNodes?: number;
  /** Seconds that an engine may take for one program. */
  readonly seconds?: number;
  /** Asked now and then; false ends the search with what it has. */
  readonly proceed?: (progress: SearchProgress) => boolean;
  /** For aims and rules that are linear; without one they are searched like the others. */
  readonly engine?: LinearEngine;
}
