import { sparseFromRows } from './sparse-columns';
import type { SparseRow } from './sparse-columns';
import type { Cone, ConicProblem } from './types';

/** One entry of a cone: the affine form right - a'x, a given by its places and values. */
export interface AffineForm extends SparseRow {
  readonly right: number;
}

/** Which rows of the built problem hold what was added, for reading slacks and duals. */
export interface BuiltRows extends Pick<ConicProblem, 'constraints' | 'right' | 'cones'> {
  /** For each call in turn, its first row. */
  readonly firstRow: Int32Array;
}

interface Part {
  readonly kind: Cone['kind'];
  readonly forms: readonly AffineForm[];
  readonly call: number;
}

/**
 * Collects the constraints of a conic program one by one and puts equalities, inequalities, second-order and
 * exponential cones in order. Every call returns its number, under which `firstRow` of the built rows finds it.
 */
export class ConicRows {
  private readonly parts: Part[] = [];

  constructor(readonly variables: number) {}

  /** a'x = right. */
  equal(indices: ArrayLike<number>, values: ArrayLike<number>, right: number): number {
    return this.add('zero', [{ indices, values, right }]);
  }

  /** a'x <= right. */
  atMost(indices: ArrayLike<number>, values: ArrayLike<number>, right: number): number {
    return this.add('nonnegative', [{ indices, values, right }]);
  }

  /** The first form is at least the Euclidean length of the others, each form being right - a'x. */
  secondOrder(forms: readonly AffineForm[]): number {
    return this.add('second-order', forms);
  }

  /** The forms (p, q, r), each right - a'x, satisfy q exp(p / q) <= r, q > 0. */
  exponential(p: AffineForm, q: AffineForm, r: AffineForm): number {
    return this.add('exponential', [p, q, r]);
  }

  private add(kind: Cone['kind'], forms: readonly AffineForm[]): number {
    return this.parts.push({ kind, forms, call: this.parts.length }) - 1;
  }

  build(): BuiltRows {
    const kinds = ['zero', 'nonnegative', 'second-order', 'exponential'] as const;
    const rows: AffineForm[] = [];
    const cones: Cone[] = [];
    const firstRow = new Int32Array(this.parts.length);
    for (const kind of kinds) {
      const parts = this.parts.filter((part) => part.kind === kind);
      const flat = kind === 'zero' || kind === 'nonnegative';
      if (flat && parts.length > 0) cones.push({ kind, size: parts.length });
      for (const { forms, call } of parts) {
        firstRow[call] = rows.length;
        if (!flat) cones.push({ kind, size: forms.length });
        for (const form of forms) rows.push(form);
      }
    }
    const constraints = sparseFromRows(rows, this.variables);
    return { constraints, right: Float64Array.from(rows, ({ right }) => right), cones, firstRow };
  }
}
