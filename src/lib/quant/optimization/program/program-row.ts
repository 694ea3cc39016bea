import type { Expression } from './expression';

/** Name under which the terms of a rule, of the risk or of the aim are gathered. */
export type Term = string;

/** A cone that expressions lie in, for a term. */
export interface Row {
  readonly kind: 'zero' | 'nonnegative' | 'second-order' | 'exponential';
  readonly forms: readonly Expression[];
  readonly term: Term;
}
