import type { OptimalPoint } from '$lib/math/optimize';
import type { FeasibleSet } from '../feasible-set';
import type { ProgramOptimum, Term } from './portfolio-program';

/** The terms of a point that lies under bounds and rows, in the words of the conic program. */
export class PointTerms {
  readonly terms = new Map<Term, Float64Array>();
  readonly pull = new Map<Term, number>();

  constructor(private readonly set: FeasibleSet) {}

  /** Name of what holds a weight up. */
  floor(j: number): Term {
    return this.set.floors[j] ?? 'long-only';
  }

  /** Name of what holds a weight down. */
  cap(j: number): Term {
    return this.set.caps[j] ?? 'budget';
  }

  /** Adds to what a term has in the condition of a weight. */
  add(term: Term, j: number, value: number): void {
    if (value === 0) return;
    let part = this.terms.get(term);
    if (!part) this.terms.set(term, (part = new Float64Array(this.set.lower.length)));
    part[j] = (part[j] ?? 0) + value;
  }

  /** Adds what the multipliers of rules and bounds have, given in the units of the other terms. */
  addRules({
    rowMultipliers,
    lowerMultipliers,
    upperMultipliers
  }: Pick<OptimalPoint, 'rowMultipliers' | 'lowerMultipliers' | 'upperMultipliers'>): void {
    const { rules, lower, upper } = this.set;
    rules.forEach(({ id, row }, i) => {
      const price = rowMultipliers[i] ?? 0;
      this.pulls(id, price);
      if (price !== 0) row.coefficients.forEach((one, j) => this.add(id, j, -price * one));
    });
    for (let j = 0; j < lower.length; j++) {
      const [least, most] = [lowerMultipliers[j] ?? 0, upperMultipliers[j] ?? 0];
      this.pulls(this.floor(j), least);
      if (Number.isFinite(upper[j] ?? Infinity)) this.pulls(this.cap(j), most);
      this.add(this.floor(j), j, -least);
      this.add(this.cap(j), j, most);
    }
  }

  private pulls(term: Term, value: number): void {
    this.pull.set(term, Math.max(this.pull.get(term) ?? 0, Math.abs(value)));
  }

  /** The outcome in the words of the program. */
  outcome(weights: Float64Array, objective: number, certificate: ProgramOptimum['certificate']): ProgramOptimum {
    const { terms, pull } = this;
    return { status: 'optimal', weights, variables: weights, objective, terms, pull, certificate };
  }
}
