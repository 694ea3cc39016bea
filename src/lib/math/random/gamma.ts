import { exp, log } from '$lib/math/elementary';
import type { RandomStream } from './random-stream';

/**
 * One draw of the gamma law of a shape > 0 and scale 1, by the squeeze of Marsaglia and Tsang (2000); shapes below 1 by
 * the power of a uniform. The same bits on every engine. @throws RangeError unless the shape is positive and finite.
 */
export function gammaDraw(shape: number, random: Pick<RandomStream, 'normal' | 'uniform'>): number {
  if (!(shape > 0 && shape < Infinity)) throw new RangeError(`shape: ${shape}`);
  if (shape < 1) return gammaDraw(shape + 1, random) * exp(log(random.uniform()) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
  }
}

/** One draw of the chi-square law: twice a gamma draw of half the degrees of freedom. */
export function chiSquareDraw(degreesOfFreedom: number, random: Pick<RandomStream, 'normal' | 'uniform'>): number {
  return 2 * gammaDraw(degreesOfFreedom / 2, random);
}
