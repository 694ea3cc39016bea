import { multivariateHiddenMarkov, usableFactor } from '$lib/math/stats';
import { multiplyRow } from './lanes';
import type { ReturnModel } from './model';

/** State of a cumulative row of shares that a uniform falls into. */
function chosen(shares: Float64Array, from: number, states: number, uniform: number): number {
  let [state, reached] = [0, shares[from]];
  while (state < states - 1 && uniform > reached) reached += shares[from + ++state];
  return state;
}

/**
 * Market states that follow one another as a hidden Markov chain, normal returns within each, all by maximum likelihood.
 * Paths begin in the state that the last rows point to; means are moved together so that in the long run they are the
 * sample's. @throws RangeError with too few rows for the states. Source: Hamilton (1989); Rabiner (1989).
 */
export const regimeReturns: ReturnModel<'regimes'> = {
  kind: 'regimes',
  redrawsRows: false,
  antithetic: true,
  prepared: ({ states }, { growth, rows, columns, meanGrowth }) => {
    const fit = multivariateHiddenMarkov(growth, rows, columns, states);
    const shift = meanGrowth.map((mean, i) =>
      fit.means.reduce((rest, one, s) => rest - fit.stationary[s] * one[i], mean)
    );
    return {
      states,
      transition: fit.transition,
      first: fit.last,
      means: fit.means.map((one) => one.map((mean, i) => mean + shift[i])),
      factors: fit.covariances.map((one) => usableFactor(one, columns).factor)
    };
  },
  growth: ({ states, transition, first, means, factors }, { columns, paths, rowsPerPeriod }, { normals, random }) => {
    const uniforms = new Float64Array(paths);
    random.fillUniform(uniforms);
    const state = Int32Array.from(uniforms, (one) => chosen(first, 0, states, one));
    const drawn = new Float64Array(columns * paths);
    const row = new Float64Array(columns * paths);
    return (into) => {
      into.fill(1);
      for (let t = 0; t < rowsPerPeriod; t++) {
        random.fillUniform(uniforms);
        normals(drawn);
        for (let p = 0; p < paths; p++) {
          const now = chosen(transition, state[p] * states, states, uniforms[p]);
          state[p] = now;
          const factor = factors[now];
          for (let i = 0; i < columns; i++) {
            let value = means[now][i];
            for (let k = 0; k <= i; k++) value += factor[i * columns + k] * drawn[k * paths + p];
            row[i * paths + p] = value;
          }
        }
        multiplyRow(into, row);
      }
    };
  }
};
