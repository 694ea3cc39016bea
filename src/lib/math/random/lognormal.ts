import { exponentials } from '$lib/math/elementary';
import { withCompiled } from '$lib/math/kernels';
import type { Xoshiro256 } from './xoshiro';
import { ZIGGURAT, zigguratNormal } from './ziggurat';

/** Draws that are made at a time, and the multiplications that one is worth. */
const BATCH = 65536;
const WORK = 100;

/** Lets a compiled kernel go on from a generator's state. */
function carried(generator: Xoshiro256, state: Float64Array, tables: Float64Array, draw: () => void): void {
  const words = new Int32Array(state.buffer, state.byteOffset, 8);
  words.set(generator.state);
  tables.set(ZIGGURAT);
  draw();
  generator.state.set(words);
}

/** Fills `out` with normals by the ziggurat. */
export function fillGaussian(generator: Xoshiro256, out: Float64Array): void {
  const batch = Math.min(BATCH, out.length);
  const compiled = withCompiled(WORK * out.length, [4, ZIGGURAT.length, batch], (kernels, [state, tables, values]) =>
    carried(generator, state, tables, () => {
      for (let at = 0; at < out.length; at += batch) {
        const part = values.subarray(0, Math.min(batch, out.length - at));
        kernels.gaussians(state, tables, part);
        out.set(part, at);
      }
    })
  );
  if (compiled) return;
  for (let i = 0; i < out.length; i++) out[i] = zigguratNormal(generator);
}

/**
 * Rows of correlated lognormal draws by the compiled kernels, which take an even number of lanes; `use` gets them in the
 * kernels' memory. False where they are not used.
 */
function compiledRows(
  generator: Xoshiro256,
  means: Float64Array,
  factor: Float64Array,
  lanes: number,
  use: (values: Float64Array, add: (weights: Float64Array, out: Float64Array) => void) => void
): boolean {
  const rows = means.length;
  const size = rows * lanes;
  if (lanes % 2 !== 0 || rows === 0) return false;
  const lengths = [4, ZIGGURAT.length, size, rows, factor.length, size, rows, lanes];
  const done = withCompiled(WORK * size, lengths, (kernels, arrays) => {
    const [state, tables, normals, centres, inside, values, weighing, sums] = arrays;
    carried(generator, state, tables, () => kernels.gaussians(state, tables, normals));
    centres.set(means);
    inside.set(factor);
    kernels.correlatedGrowth(normals, centres, inside, lanes, values);
    use(values, (weights, out) => {
      weighing.set(weights);
      sums.set(out);
      kernels.addWeightedRows(values, weighing, sums);
      out.set(sums);
    });
  });
  return done !== undefined;
}

function requireShapes(size: number, means: Float64Array, factor: Float64Array, lanes: number): void {
  const rows = means.length;
  if (size !== rows * lanes || factor.length !== rows * rows)
    throw new RangeError(`${size} values and a factor of ${factor.length} for ${rows} rows of ${lanes}`);
}

/** Fills `out` with rows of correlated lognormal draws. */
export function fillLognormal(
  generator: Xoshiro256,
  out: Float64Array,
  means: Float64Array,
  factor: Float64Array,
  lanes: number
): void {
  requireShapes(out.length, means, factor, lanes);
  if (compiledRows(generator, means, factor, lanes, (values) => out.set(values))) return;
  const rows = means.length;
  const normals = new Float64Array(out.length);
  fillGaussian(generator, normals);
  for (let i = 0; i < rows; i++)
    for (let p = 0; p < lanes; p++) {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += factor[i * rows + k] * normals[k * lanes + p];
      out[i * lanes + p] = sum + means[i];
    }
  exponentials(out);
}

/** Adds weighted sums of such rows to `out`. */
export function addLognormalSums(
  generator: Xoshiro256,
  out: Float64Array,
  means: Float64Array,
  factor: Float64Array,
  weights: Float64Array
): void {
  const [rows, lanes] = [means.length, out.length];
  requireShapes(weights.length * lanes, means, factor, lanes);
  if (compiledRows(generator, means, factor, lanes, (_, add) => add(weights, out))) return;
  const values = new Float64Array(rows * lanes);
  fillLognormal(generator, values, means, factor, lanes);
  for (let i = 0; i < rows; i++) for (let p = 0; p < lanes; p++) out[p] += weights[i] * values[i * lanes + p];
}
