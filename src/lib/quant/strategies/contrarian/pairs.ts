import { log } from '$lib/math/elementary';
import type { InstrumentId } from '$lib/domain/instruments';
import { figureBetween, wholeNumber, withDefaults, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { recentReturns } from '../seen/recent';
import { deviationOf, meanOf } from '../seen/rolling';
import { placed, twoColumns, weightsDecision } from '../seen/weights';
import { nextSide } from './mean-reversion';

export interface Pairs {
  readonly first?: InstrumentId;
  readonly second?: InstrumentId;
  readonly days?: number;
  readonly entry?: number;
  readonly exit?: number;
  readonly gross?: number;
}

const parameters: ParameterFields<Pairs> = {
  first: { kind: 'instrument', short: 'First', needed: false },
  second: { kind: 'instrument', short: 'Second', needed: false },
  days: wholeNumber('Days', 'days', 252, [20, 1260]),
  entry: figureBetween('In at', 'ratio', 2, [0.1, 6]),
  exit: figureBetween('Out at', 'ratio', 0.5, [0, 6]),
  gross: figureBetween('Long and short', 'ratio', 1, [0.05, 4])
};

/**
 * One instrument against another: the spread log p1 - beta log p2, beta by least squares over the last days, in standard
 * deviations from its mean. Below -entry the first is bought and beta times as much of the second sold, above the
 * reverse, until it is back within `exit`.
 */
export const pairs: Strategy<'pairs', Pairs> = {
  id: 'pairs',
  parameters,
  source: { authors: 'Gatev, Goetzmann, Rouwenhorst', year: 2006, title: 'Pairs trading' },
  baseline: false,
  needs: ['two-instruments'],
  looksAtHolding: false,
  drifts: true,
  asked: () => 'day',
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments }) {
    const { first, second, days, entry, exit, gross } = withDefaults(parameters, given);
    if (exit >= entry) throw new RangeError(`in at ${entry}, out at ${exit}`);
    const columns = twoColumns(instruments, first, second);
    let side = 0;
    return {
      decide(window) {
        const returns = recentReturns(window, columns, days);
        if (!returns || returns.rows < days) return undefined;
        const { score, beta } = spreadOf(returns.values, returns.rows);
        if (!Number.isFinite(score)) return undefined;
        const next = nextSide(side, score, { entry, exit, sells: true });
        if (next === side) return undefined;
        side = next;
        const long = (side * gross) / (1 + Math.abs(beta));
        return weightsDecision(placed(instruments.length, columns, [long, -beta * long]));
      }
    };
  }
};

/** Last spread in standard deviations from its mean, with the slope; NaN where the second did not move. */
function spreadOf(returns: Float64Array, rows: number): { score: number; beta: number } {
  const one = new Float64Array(rows + 1);
  const other = new Float64Array(rows + 1);
  for (let t = 0; t < rows; t++) {
    one[t + 1] = one[t] + log(1 + returns[2 * t]);
    other[t + 1] = other[t] + log(1 + returns[2 * t + 1]);
  }
  const [meanOne, meanOther] = [meanOf(one), meanOf(other)];
  let together = 0;
  let own = 0;
  for (let t = 0; t <= rows; t++) {
    together += (one[t] - meanOne) * (other[t] - meanOther);
    own += (other[t] - meanOther) ** 2;
  }
  const beta = together / own;
  const spread = one.map((value, t) => value - beta * other[t]);
  return { score: (spread[rows] - meanOf(spread)) / deviationOf(spread), beta };
}
