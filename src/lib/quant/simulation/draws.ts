import { normalQuantile } from '$lib/math/distributions';
import { bridgeSteps, randomStream, SOBOL_DIMENSIONS, sobolPoints, type BridgeStep } from '$lib/math/random';
import type { BlockDraws } from './models/model';
import type { ModelKind, SimulationInputs } from './models/model-types';
import { BLOCK_PATHS, RANDOMISATIONS } from './plan';
import type { PathBlock, SimulationSpec } from './spec';

/** Streams of chance of each model; those from 64 on are of the price level and of the Sobol shifts. */
const STREAMS: { readonly [K in ModelKind]: number } = {
  independent: 1,
  block: 2,
  stationary: 3,
  history: 4,
  normal: 5,
  student: 6,
  filtered: 7,
  garch: 8,
  copula: 9,
  regimes: 10
};
export const INFLATION_STREAM = 64;
const SHIFT_STREAM = 65;

/** Chance of one block: of (seed, model, block) alone. */
export function blockDraws(spec: SimulationSpec, inputs: SimulationInputs, block: PathBlock): BlockDraws {
  const random = randomStream(spec.seed, STREAMS[inputs.kind], block.index);
  const { paths } = block;
  if (spec.sampling === 'sobol' && inputs.kind === 'normal') {
    const normals = sobolNormals(spec, inputs.data.variances, block, random.fillGaussian);
    return { random, normals, plain: false, byComponents: true };
  }
  if (spec.sampling !== 'antithetic') return { random, normals: random.fillGaussian, plain: true, byComponents: false };
  // The second half of the paths of a block mirrors the first; an odd one out stands alone.
  const pairs = paths >> 1;
  const drawn = paths - pairs;
  let half = new Float64Array(0);
  const normals = (out: Float64Array): void => {
    const rows = out.length / paths;
    if (half.length !== rows * drawn) half = new Float64Array(rows * drawn);
    random.fillGaussian(half);
    for (let row = 0; row < rows; row++)
      for (let p = 0; p < drawn; p++) {
        const value = half[row * drawn + p];
        out[row * paths + p] = value;
        if (p < pairs) out[row * paths + drawn + p] = -value;
      }
  };
  return { random, normals, plain: false, byComponents: false };
}

/** Which component's bridge step gets which Sobol dimension: those that carry most of the variance first. */
function principalSteps(steps: readonly BridgeStep[], variances: Float64Array): Map<number, number> {
  const all = steps.flatMap((step, s) =>
    Array.from(variances, (variance, k) => ({
      key: s * variances.length + k,
      weight: variance * step.deviation * step.deviation
    }))
  );
  all.sort((a, b) => b.weight - a.weight || a.key - b.key);
  return new Map(all.slice(0, SOBOL_DIMENSIONS).map(({ key }, dimension) => [key, dimension]));
}

/** Normals month by month of principal components, the 64 weightiest bridge steps from Sobol points, the rest from chance. */
function sobolNormals(
  spec: SimulationSpec,
  variances: Float64Array,
  block: PathBlock,
  fillNormal: (out: Float64Array) => void
): (out: Float64Array) => void {
  const [n, { months }, { paths, index }] = [variances.length, spec, block];
  const steps = bridgeSteps(months);
  const dimensions = principalSteps(steps, variances);
  const shifts = new Uint32Array(SOBOL_DIMENSIONS);
  const shifting = randomStream(spec.seed, SHIFT_STREAM, index % RANDOMISATIONS);
  for (let d = 0; d < SOBOL_DIMENSIONS; d++) shifts[d] = shifting.integerBelow(4294967296);
  const points = sobolPoints(
    Math.max(1, Math.min(SOBOL_DIMENSIONS, n * months)),
    Math.floor(index / RANDOMISATIONS) * BLOCK_PATHS,
    paths,
    shifts
  );
  const walk = new Float64Array(months * n * paths);
  const normals = new Float64Array(paths);
  steps.forEach((step, s) => {
    for (let k = 0; k < n; k++) {
      const dimension = dimensions.get(s * n + k);
      if (dimension === undefined) fillNormal(normals);
      else for (let p = 0; p < paths; p++) normals[p] = normalQuantile(points[dimension * paths + p]);
      const to = (step.at * n + k) * paths;
      for (let p = 0; p < paths; p++) {
        let value = step.deviation * normals[p];
        if (step.left >= 0) value += step.leftWeight * walk[(step.left * n + k) * paths + p];
        if (step.right >= 0) value += step.rightWeight * walk[(step.right * n + k) * paths + p];
        walk[to + p] = value;
      }
    }
  });
  let month = 0;
  return (out) => {
    const size = n * paths;
    const now = walk.subarray(month * size, (month + 1) * size);
    out.set(now);
    if (month > 0) for (let at = 0; at < size; at++) out[at] -= walk[(month - 1) * size + at];
    month += 1;
  };
}
