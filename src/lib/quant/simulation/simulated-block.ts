import { exponentials, log } from '$lib/math/elementary';
import { randomStream, type RandomStream } from '$lib/math/random';
import { fanMonths, monthlyFlows } from './plan';
import type { BlockResult, PathBlock, SimulationInputs, SimulationSpec } from './spec';

/** Growth factors of one path, month by month, drawn in order. */
type PathGrowth = (into: Float64Array) => void;

/**
 * Simulates the paths of one block. Chance comes from a stream of (seed, block) alone, so that a result is the same
 * to the bit whoever computes which block. Each month the value grows, then the flow of the month is added; a
 * withdrawal that the value does not cover empties it and marks the path as ruined.
 */
export function simulateBlock(spec: SimulationSpec, inputs: SimulationInputs, block: PathBlock): BlockResult {
  const { months } = spec;
  const random = randomStream(spec.seed, STREAMS[inputs.kind], block.index);
  const nextPath = inputs.kind === 'normal' ? normalGrowth(inputs, random) : bootstrapGrowth(spec, inputs, random);
  const flows = monthlyFlows(spec);
  const dates = fanMonths(spec);
  const terminal = new Float64Array(block.paths);
  const fan = new Float32Array(block.paths * dates.length);
  const ruinMonth = new Int32Array(block.paths).fill(-1);
  const growth = new Float64Array(months);
  const into = { terminal, fan, ruinMonth };
  for (let path = 0; path < block.paths; path++) {
    nextPath(growth);
    followPath(spec.initialValue, growth, flows, dates, path, into);
  }
  return { index: block.index, paths: block.paths, terminal, fan, ruinMonth };
}

/** Value of one path at the fan dates and at the end, and the month of its ruin. */
function followPath(
  initialValue: number,
  growth: Float64Array,
  flows: Float64Array,
  dates: Int32Array,
  path: number,
  { terminal, fan, ruinMonth }: Pick<BlockResult, 'terminal' | 'fan' | 'ruinMonth'>
): void {
  const paths = terminal.length;
  let value = initialValue;
  let month = 0;
  fan[path] = value;
  for (let date = 1; date < dates.length; date++) {
    for (const until = dates[date]; month < until;) {
      value *= growth[month++];
      value += flows[month];
      if (value < 0) {
        value = 0;
        if (ruinMonth[path] < 0) ruinMonth[path] = month;
      }
    }
    fan[date * paths + path] = value;
  }
  terminal[path] = value;
}

const STREAMS = { 'block-bootstrap': 1, normal: 2 } as const;

function bootstrapGrowth(
  spec: SimulationSpec,
  { growth, rowsPerMonth }: Extract<SimulationInputs, { kind: 'block-bootstrap' }>,
  random: RandomStream
): PathGrowth {
  if (spec.model.kind !== 'block-bootstrap') throw new RangeError('inputs of a bootstrap for another model');
  const { scheme, blockMonths } = spec.model;
  // Lengths of a stationary bootstrap are geometric: inverted from one uniform a block.
  const rate = scheme === 'stationary' && blockMonths > 1 ? 1 / log(1 - 1 / blockMonths) : 0;
  return (into) => {
    for (let month = 0; month < into.length;) {
      const length = rate === 0 ? blockMonths : 1 + Math.floor(log(random.uniform()) * rate);
      const end = Math.min(into.length, month + length);
      copyBlock(growth, random.integerBelow(growth.length), rowsPerMonth, into, month, end);
      month = end;
    }
  };
}

function copyBlock(
  growth: Float64Array,
  start: number,
  step: number,
  into: Float64Array,
  from: number,
  to: number
): void {
  const rows = growth.length;
  for (let month = from, row = start; month < to; month++) {
    into[month] = growth[row];
    row += step;
    if (row >= rows) row -= rows;
  }
}

function normalGrowth(inputs: Extract<SimulationInputs, { kind: 'normal' }>, random: RandomStream): PathGrowth {
  const { weights, logMeans, factor, cashGrowth, afterCost } = inputs;
  let normals = new Float64Array(0);
  let exponents = new Float64Array(0);
  return (into) => {
    if (normals.length !== into.length * weights.length) {
      normals = new Float64Array(into.length * weights.length);
      exponents = new Float64Array(normals.length);
    }
    random.fillNormal(normals);
    correlated(normals, logMeans, factor, exponents);
    exponentials(exponents);
    for (let month = 0, at = 0; month < into.length; month++) {
      let total = 0;
      for (let i = 0; i < weights.length; i++) total += weights[i] * exponents[at++];
      into[month] = (total + cashGrowth) * afterCost;
    }
  };
}

/** Logarithms of growth from independent normals, months after one another: their means and the factor times the normals. */
function correlated(normals: Float64Array, logMeans: Float64Array, factor: Float64Array, into: Float64Array): void {
  const n = logMeans.length;
  for (let base = 0; base < into.length; base += n) {
    for (let i = 0; i < n; i++) {
      const row = i * n;
      let exponent = logMeans[i];
      for (let k = 0; k <= i; k++) exponent += factor[row + k] * normals[base + k];
      into[base + i] = exponent;
    }
  }
}
