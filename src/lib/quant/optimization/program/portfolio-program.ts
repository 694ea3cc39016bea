import { conicProgram, ConicRows, sparseFromRows, type AffineForm, type ConicOptimum } from '$lib/math/optimize';
import { DeferredParts, type DeferredPart } from './deferred-part';
import { constantOf, scaled, sumOf, variable, type Expression } from './expression';
import { leastOfRows, type LeastPoint } from './least-of-rows';
import type { Row, Term } from './program-row';

export type { Term } from './program-row';

/** A program that was solved, read in the words it was posed in. */
export interface ProgramOptimum {
  readonly status: 'optimal';
  readonly weights: Float64Array;
  /** Every variable in the order it was made, the weights first. */
  readonly variables: Float64Array;
  readonly objective: number;
  /**
   * For each term its part in the stationarity of every weight (Karush-Kuhn-Tucker); over all terms they add up to zero.
   * In a ratio program they are those of the scaled problem: a common positive factor.
   */
  readonly terms: ReadonlyMap<Term, Float64Array>;
  /** Greatest dual of a row of each term, absolute: zero where the rule does not bind. */
  readonly pull: ReadonlyMap<Term, number>;
  readonly certificate: Pick<ConicOptimum, 'gap' | 'primalResidual' | 'dualResidual' | 'iterations'>;
}

/** The program has no solution, or none that could be proven. */
export type ProgramOutcome =
  | ProgramOptimum
  | { readonly status: 'infeasible'; readonly terms: readonly Term[] }
  | { readonly status: 'unbounded' }
  | { readonly status: 'failed'; readonly reason: string };

const OBJECTIVE: Term = 'objective';
/** Aimed at for residuals and gap, so that the terms of a weight add up to zero within 1e-8 of the least that counts. */
const TOLERANCE = 1e-10;

/**
 * A convex portfolio problem under construction: the first variables are the weights, others are made as measures and
 * rules need them. Every row is gathered under the term it belongs to, so that a solution says what pushes each weight.
 * Solved by the conic interior point. With a normalisation it is solved as a ratio (Charnes and Cooper 1962): all
 * expressions are scaled by one more variable, the normalisation is held at one, and the weights are scaled back.
 */
export class PortfolioProgram {
  #variables: number;
  readonly #rows: Row[] = [];
  readonly #deferred = new DeferredParts();
  readonly #linear: { readonly expression: Expression; readonly term: Term }[] = [];
  #quadratic: { readonly matrix: Float64Array; readonly factor: number; readonly term: Term } | undefined;

  constructor(readonly size: number) {
    if (!(Number.isInteger(size) && size > 0)) throw new RangeError(`${size} weights`);
    this.#variables = size;
  }

  /** Makes variables without bounds and answers the place of the first. */
  variables(count: number): number {
    const first = this.#variables;
    this.#variables += count;
    return first;
  }

  /** expression >= 0. */
  nonnegative(expression: Expression, term: Term): void {
    this.#rows.push({ kind: 'nonnegative', forms: [expression], term });
  }

  /** expression = 0. */
  zero(expression: Expression, term: Term): void {
    this.#rows.push({ kind: 'zero', forms: [expression], term });
  }

  /** bound >= |parts|, the Euclidean length. */
  secondOrder(bound: Expression, parts: readonly Expression[], term: Term): void {
    this.#rows.push({ kind: 'second-order', forms: [bound, ...parts], term });
  }

  /** q exp(p / q) <= r with q > 0. */
  exponential(p: Expression, q: Expression, r: Expression, term: Term): void {
    this.#rows.push({ kind: 'exponential', forms: [p, q, r], term });
  }

  /** Parts that may be left out until a solution shows that they count; `expected` says how many will. */
  defer(parts: readonly DeferredPart[], expected: number): void {
    this.#deferred.take(parts, this.size, expected);
  }

  /** Adds an expression to what is minimised. */
  minimise(expression: Expression, term: Term = OBJECTIVE): void {
    this.#linear.push({ expression, term });
  }

  /** Adds factor/2 w'Cw over the weights, C full n x n and positive semidefinite; once. */
  minimiseQuadratic(matrix: Float64Array, factor: number, term: Term): void {
    if (this.#quadratic) throw new RangeError('a program has one quadratic term');
    if (matrix.length !== this.size * this.size)
      throw new RangeError(`matrix of ${matrix.length} for n = ${this.size}`);
    this.#quadratic = { matrix, factor, term };
  }

  /** Solves the program, or with a normalisation the ratio of what is minimised over it. */
  solve(normalisation?: Expression): ProgramOutcome {
    for (;;) {
      const outcome = this.#solved(normalisation);
      if (outcome.status === 'infeasible') return outcome;
      const more = outcome.status === 'optimal' ? this.#deferred.addMissed(outcome.variables) : this.#deferred.addAll();
      if (!more) return outcome;
    }
  }

  /**
   * The least value of what is minimised, where no reasons are wanted: by the simplex method where the program is linear
   * with few rows, so that it is exact; else within 1e-9 where it is of the size of one. Once for a program.
   */
  least(): LeastPoint {
    const isWhole = !this.#quadratic && this.#deferred.isEmpty;
    const linear = isWhole ? leastOfRows(this.#variables, this.#rows, this.#linear) : undefined;
    if (linear && linear.status !== 'failed') return linear;
    // The gap is relative, so that a least value of nothing could not be proven: one is added to it.
    const one = variable(this.variables(1));
    this.zero(sumOf(one, constantOf(-1)), OBJECTIVE);
    this.minimise(one);
    const solved = this.solve();
    return solved.status === 'optimal' ? { ...solved, objective: solved.objective - 1 } : solved;
  }

  #solved(normalisation?: Expression): ProgramOutcome {
    const { places, used } = this.#places();
    const scale = normalisation ? used : -1;
    const count = used + (normalisation ? 1 : 0);
    const homogeneous = (one: Expression): AffineForm => {
      const indices: number[] = [];
      const values: number[] = [];
      one.indices.forEach((index, k) => {
        const place = places[index] ?? -1;
        if (place < 0) return;
        indices.push(place);
        values.push(-(one.values[k] ?? 0));
      });
      if (scale < 0) return { indices, values, right: one.constant };
      if (one.constant !== 0) {
        indices.push(scale);
        values.push(-one.constant);
      }
      return { indices, values, right: 0 };
    };
    const rows = new ConicRows(count);
    const calls = this.#rows.map(({ kind, forms }) => {
      const [first, second, third] = forms.map(homogeneous);
      if (!first) throw new RangeError('a row needs an expression');
      if (kind === 'zero') return rows.equal(first.indices, first.values, first.right);
      if (kind === 'nonnegative') return rows.atMost(first.indices, first.values, first.right);
      if (kind === 'second-order') return rows.secondOrder(forms.map(homogeneous));
      if (!second || !third) throw new RangeError('an exponential cone needs three expressions');
      return rows.exponential(first, second, third);
    });
    let held = -1;
    if (normalisation) {
      const { indices, values, right } = homogeneous(normalisation);
      held = rows.equal(indices, values, right - 1);
      rows.atMost([scale], [-1], 0);
    }
    const linear = new Float64Array(count);
    for (const { expression } of this.#linear) {
      expression.indices.forEach((index, k) => {
        const place = places[index] ?? -1;
        if (place >= 0) linear[place] = (linear[place] ?? 0) + (expression.values[k] ?? 0);
      });
      if (scale >= 0) linear[scale] = (linear[scale] ?? 0) + expression.constant;
    }
    const built = rows.build();
    const quadratic = this.#sparseQuadratic(count);
    const answer = conicProgram({ ...built, linear, ...(quadratic ? { quadratic } : {}) }, { tolerance: TOLERANCE });
    if (answer.status === 'unbounded') return { status: 'unbounded' };
    if (answer.status === 'failed') return { status: 'failed', reason: answer.reason };
    const rowsOf = (call: number): number => built.firstRow[calls[call] ?? 0] ?? 0;
    if (answer.status === 'infeasible') return { status: 'infeasible', terms: this.#pulling(answer.dual, rowsOf) };
    const tau = scale >= 0 ? (answer.x[scale] ?? 0) : 1;
    if (!(tau > 1e-12)) return { status: 'unbounded' };
    const terms = this.#termsAt(answer.x, answer.dual, rowsOf);
    const price = held < 0 ? 0 : (answer.dual[built.firstRow[held] ?? 0] ?? 0);
    if (normalisation && price !== 0) addPart(terms, 'return', scaled(normalisation, -price), this.size);
    const { x } = answer;
    const variables = Float64Array.from(places, (place) => (place < 0 ? 0 : (x[place] ?? 0) / tau));
    return {
      status: 'optimal',
      weights: variables.slice(0, this.size),
      variables,
      objective: answer.objective + (scale >= 0 ? 0 : this.#constant()),
      terms,
      pull: this.#pulls(answer.dual, rowsOf),
      certificate: answer
    };
  }

  /** Where each variable stands in the conic program, the weights first; -1 for those of parts left out. */
  #places(): { places: Int32Array; used: number } {
    const places = new Int32Array(this.#variables);
    for (const index of this.#deferred.variables) places[index] = -1;
    let used = 0;
    for (let k = 0; k < places.length; k++) if (places[k] === 0) places[k] = used++;
    return { places, used };
  }

  #constant(): number {
    return this.#linear.reduce((sum, { expression }) => sum + expression.constant, 0);
  }

  #sparseQuadratic(count: number): ReturnType<typeof sparseFromRows> | undefined {
    const given = this.#quadratic;
    if (!given) return undefined;
    const n = this.size;
    const all = Int32Array.from({ length: n }, (_, j) => j);
    const rows = Array.from({ length: count }, (_, i) =>
      i < n
        ? { indices: all, values: given.matrix.subarray(i * n, (i + 1) * n).map((value) => given.factor * value) }
        : { indices: [], values: [] }
    );
    return sparseFromRows(rows, count);
  }

  #termsAt(x: Float64Array, dual: Float64Array, rowsOf: (call: number) => number): Map<Term, Float64Array> {
    const n = this.size;
    const terms = new Map<Term, Float64Array>();
    const given = this.#quadratic;
    if (given) {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += (given.matrix[i * n + j] ?? 0) * (x[j] ?? 0);
        addPart(terms, given.term, variable(i, given.factor * sum), n);
      }
    }
    for (const { expression, term } of this.#linear) addPart(terms, term, expression, n);
    this.#rows.forEach(({ forms, term }, call) => {
      forms.forEach((form, part) => {
        const z = dual[rowsOf(call) + part] ?? 0;
        if (z !== 0) addPart(terms, term, scaled(form, -z), n);
      });
    });
    return terms;
  }

  #pulls(dual: Float64Array, rowsOf: (call: number) => number): Map<Term, number> {
    const pulls = new Map<Term, number>();
    this.#rows.forEach(({ forms, term }, call) => {
      for (let part = 0; part < forms.length; part++) {
        const z = Math.abs(dual[rowsOf(call) + part] ?? 0);
        pulls.set(term, Math.max(pulls.get(term) ?? 0, z));
      }
    });
    return pulls;
  }

  /** Terms with a part in the proof that no point satisfies all. */
  #pulling(dual: Float64Array, rowsOf: (call: number) => number): Term[] {
    const pulls = this.#pulls(dual, rowsOf);
    const most = Math.max(...pulls.values());
    return [...pulls].filter(([, value]) => value > 1e-7 * most).map(([term]) => term);
  }
}

/** Adds the coefficients that an expression has on the weights to the part of a term. */
function addPart(terms: Map<Term, Float64Array>, term: Term, { indices, values }: Expression, n: number): void {
  let part = terms.get(term);
  indices.forEach((index, k) => {
    const value = values[k] ?? 0;
    if (index >= n || value === 0) return;
    if (!part) terms.set(term, (part = new Float64Array(n)));
    part[index] = (part[index] ?? 0) + value;
  });
}
