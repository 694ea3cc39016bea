import { log } from '$lib/math/elementary';
import type { RandomStream } from '$lib/math/random';

/**
 * Means of columns in samples drawn anew by the stationary bootstrap: blocks begin anywhere, have geometric length with mean
 * `blockLength`, and run on from the last row to the first (D. Politis and J. Romano 1994). Blocks are summed from running sums.
 */
export class ResampledMeans {
  /** Sums of the rows before each, less the means: row t holds the first t rows. */
  private readonly running: Float64Array;
  readonly means: Float64Array;

  /** Data row-major, rows x columns. */
  constructor(
    data: Float64Array,
    private readonly rows: number,
    private readonly columns: number,
    private readonly blockLength: number
  ) {
    this.means = new Float64Array(columns);
    for (let t = 0; t < rows; t++) for (let j = 0; j < columns; j++) this.means[j] += data[t * columns + j];
    for (let j = 0; j < columns; j++) this.means[j] /= rows;
    this.running = new Float64Array((rows + 1) * columns);
    for (let t = 0; t < rows; t++) {
      for (let j = 0; j < columns; j++) {
        this.running[(t + 1) * columns + j] = this.running[t * columns + j] + (data[t * columns + j] - this.means[j]);
      }
    }
  }

  /** Writes the means of one new sample, less those of the data, into `out`. */
  draw(random: RandomStream, out: Float64Array): void {
    const { rows, blockLength } = this;
    out.fill(0);
    // Geometric by inversion: a block goes on with probability 1 - 1 / blockLength after each of its rows.
    const going = log(1 - 1 / blockLength);
    for (let left = rows; left > 0;) {
      const start = random.integerBelow(rows);
      const length = blockLength > 1 ? 1 + Math.floor(log(random.uniform()) / going) : 1;
      this.addBlock(start, Math.min(left, length), out);
      left -= length;
    }
    for (let j = 0; j < out.length; j++) out[j] /= rows;
  }

  private addBlock(start: number, length: number, out: Float64Array): void {
    const { rows } = this;
    for (let from = start, left = length; left > 0; from = 0) {
      const taken = Math.min(left, rows - from);
      this.addRows(from, from + taken, out);
      left -= taken;
    }
  }

  private addRows(start: number, end: number, out: Float64Array): void {
    const { running, columns } = this;
    const [low, high] = [start * columns, end * columns];
    for (let j = 0; j < columns; j++) out[j] += running[high + j] - running[low + j];
  }
}
