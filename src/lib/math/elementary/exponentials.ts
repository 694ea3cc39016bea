import { withCompiled } from '$lib/math/kernels';
import { exp } from './exponential';

/** Multiplications that one is worth: from 40 on the compiled kernel is faster. */
const WORK = 100;

/** Puts {@link exp} of each value in its place. */
export function exponentials(values: Float64Array): void {
  const compiled = withCompiled(WORK * values.length, [values.length], (kernels, [inside]) => {
    inside.set(values);
    kernels.exponentials(inside);
    values.set(inside);
  });
  if (compiled) return;
  for (let i = 0; i < values.length; i++) values[i] = exp(values[i]);
}
