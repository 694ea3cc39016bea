import { exp, log } from '$lib/math/elementary';
import type { Xoshiro256 } from './xoshiro';

/** Layers of the ziggurat, and where its lowest layer ends in the tail. */
const LAYERS = 256;
const TAIL = 3.6541528853610088;
const AREA = 0.004928673233974655;
const UNIT = 2.220446049250313e-16;

/**
 * Tables of the ziggurat of the normal law, after one another for each of 256 layers: the width of a step of 2^-52 of the
 * layer, the steps that lie surely below the curve, the height of the curve at the layer's edge.
 */
export const ZIGGURAT = ziggurat();

function ziggurat(): Float64Array {
  const edges = new Float64Array(LAYERS + 1);
  const height = (x: number): number => exp(-0.5 * x * x);
  edges[0] = AREA / height(TAIL);
  edges[1] = TAIL;
  for (let i = 1; i < LAYERS - 1; i++) edges[i + 1] = Math.sqrt(-2 * log(AREA / edges[i] + height(edges[i])));
  const tables = new Float64Array(3 * LAYERS);
  for (let i = 0; i < LAYERS; i++) {
    tables[i] = edges[i] * UNIT;
    tables[LAYERS + i] = Math.floor((edges[i + 1] / edges[i]) * 4503599627370496);
    tables[2 * LAYERS + i] = i === 0 ? height(TAIL) : height(edges[i]);
  }
  return tables;
}

/**
 * One standard normal by the ziggurat of Marsaglia and Tsang (2000) with 256 layers: a 52-bit step, a sign and a layer from
 * separate bits of one draw (Doornik 2005), more draws in one case of seventy. The same bits on every engine.
 */
export function zigguratNormal(generator: Xoshiro256): number {
  for (;;) {
    generator.advance();
    const step = generator.high * 1048576 + (generator.low >>> 12);
    const layer = generator.low & 255;
    const negative = (generator.low & 256) !== 0;
    let x = (step + 0.5) * ZIGGURAT[layer];
    if (step >= ZIGGURAT[LAYERS + layer]) {
      if (layer === 0) x = tailNormal(generator);
      else {
        const low = ZIGGURAT[2 * LAYERS + layer];
        const high = layer === LAYERS - 1 ? 1 : ZIGGURAT[2 * LAYERS + layer + 1];
        if (!(low + generator.uniform() * (high - low) < exp(-0.5 * x * x))) continue;
      }
    }
    return negative ? -x : x;
  }
}

/** A normal beyond the lowest layer (Marsaglia 1964). */
function tailNormal(generator: Xoshiro256): number {
  for (;;) {
    const x = -log(generator.uniform()) / TAIL;
    const y = -log(generator.uniform());
    if (y + y > x * x) return TAIL + x;
  }
}
