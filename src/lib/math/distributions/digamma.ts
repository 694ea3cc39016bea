import { log } from '$lib/math/elementary';

/** Digamma function, the derivative of log gamma, for x > 0 (Abramowitz and Stegun 1964, 6.3.18). NaN otherwise. */
export function digamma(x: number): number {
  if (!(x > 0)) return NaN;
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift += 1 / at;
  const r = 1 / (at * at);
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - r * (691 / 32_760))))));
  return log(at) - 0.5 / at - series - shift;
}
