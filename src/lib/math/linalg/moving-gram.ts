import { withKernels } from '$lib/math/kernels';
import { packRows, paddedSize, STRIP_ROWS } from './strips';
import { requireLength } from './vectors';

/** Rows changed, as a multiple of the rows held, after which the sums are made anew so that rounding cannot gather. */
const RENEWED_AFTER = 4;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Gram matrix and column sums of a window that moves over the rows of day-major data: rows that come are added, rows
 * that go are subtracted, and after four windows' worth of changes, or where more rows change than stay, all is summed anew.
 * Sums are of the data less `centre` by column, which keeps what is subtracted small. NaN spreads over its column until the
 * sums are made anew.
 */
export class MovingGram {
  /** X'X of the window less the centre: columns x columns, lower triangle valid. */
  readonly gram: Float64Array;
  readonly sums: Float64Array;
  private readonly stride: number;
  private spans: readonly Span[] = [];
  private changed = Infinity;

  /** @throws RangeError on a wrong shape. */
  constructor(
    private readonly data: Float64Array,
    rows: number,
    private readonly columns: number,
    private readonly centre: Float64Array
  ) {
    requireLength(data.length, rows * columns, 'data');
    requireLength(centre.length, columns, 'centre');
    this.stride = paddedSize(columns);
    this.gram = new Float64Array(this.stride * this.stride);
    this.sums = new Float64Array(columns);
  }

  /** Moves the window to these spans of rows, ascending and apart. Returns how many rows it has. */
  moveTo(spans: readonly Span[]): number {
    const rows = spans.reduce((total, { start, end }) => total + end - start, 0);
    const coming = difference(spans, this.spans);
    const going = difference(this.spans, spans);
    const moved = [...coming, ...going].reduce((total, { start, end }) => total + end - start, 0);
    this.changed += moved;
    if (moved >= rows || this.changed > RENEWED_AFTER * rows) {
      this.gram.fill(0);
      this.sums.fill(0);
      this.changed = 0;
      this.add(spans.map((span) => ({ ...span, sign: 1 })));
    } else {
      this.add([...coming.map((span) => ({ ...span, sign: 1 })), ...going.map((span) => ({ ...span, sign: -1 }))]);
    }
    this.spans = spans;
    return rows;
  }

  /**
   * Sample covariance of the window, divisor rows - 1, symmetric and full; `out` has columns x columns values.
   * NaN with fewer than two rows.
   */
  covariance(out: Float64Array): void {
    const { columns, stride, gram, sums, spans } = this;
    requireLength(out.length, columns * columns, 'covariance');
    const rows = spans.reduce((total, { start, end }) => total + end - start, 0);
    const divisor = rows < 2 ? NaN : rows - 1;
    for (let i = 0; i < columns; i++) {
      const mean = sums[i] / rows;
      for (let j = 0; j <= i; j++) {
        const value = (gram[i * stride + j] - mean * sums[j]) / divisor;
        out[i * columns + j] = value;
        out[j * columns + i] = value;
      }
    }
  }

  private add(parts: readonly (Span & { readonly sign: number })[]): void {
    const { data, columns, stride, centre, gram, sums } = this;
    const blocks: { first: number; depth: number; sign: number }[] = [];
    let multiplications = 0;
    for (const { start, end, sign } of parts) {
      multiplications += ((end - start) * stride * stride) / 2;
      for (let first = start; first < end; first += STRIP_ROWS)
        blocks.push({ first, depth: Math.min(STRIP_ROWS, end - first), sign });
    }
    const deepest = blocks.reduce((most, { depth }) => Math.max(most, depth), 0);
    withKernels(
      multiplications,
      [stride * deepest, stride * deepest, stride * stride],
      (kernels, [right, negated, block]) => {
        block.set(gram);
        for (const { first, depth, sign } of blocks) {
          packRows(data, columns, first, depth, right, centre);
          let left = right;
          if (sign < 0) {
            for (let k = 0; k < stride * depth; k++) negated[k] = -right[k];
            left = negated;
          }
          kernels.addProduct(left, right, depth, 0, stride / 4, -1, block, stride);
        }
        gram.set(block);
      }
    );
    for (const { first, depth, sign } of blocks)
      for (let t = first; t < first + depth; t++)
        for (let j = 0; j < columns; j++) sums[j] += sign * (data[t * columns + j] - centre[j]);
  }
}

/** What of the first spans is not in the second. */
function difference(of: readonly Span[], without: readonly Span[]): Span[] {
  let left: Span[] = [...of];
  for (const cut of without) {
    left = left.flatMap(({ start, end }) => [
      { start, end: Math.min(end, cut.start) },
      { start: Math.max(start, cut.end), end }
    ]);
    left = left.filter(({ start, end }) => end > start);
  }
  return left;
}
