import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith, returnsOf } from '../seen/recent';
import { deviationOf } from '../seen/rolling';
import { placed, shares, weightsDecision } from '../seen/weights';

export interface TimeSeriesMomentum {
  readonly days?: number;
  readonly skip?: number;
  readonly sizes?: 'equal' | 'inverse-volatility';
  readonly sells?: boolean;
  readonly every?: Asked;
}

const parameters: ParameterFields<TimeSeriesMomentum> = {
  days: wholeNumber('Days back', 'days', 252, [5, 1260]),
  skip: wholeNumber('Last days left out', 'days', 0, [0, 252]),
  sizes: { kind: 'choice', short: 'Sizes', default: 'equal', choices: ['equal', 'inverse-volatility'] },
  sells: { kind: 'switch', short: 'Sells short', default: false },
  every: decidedEvery('month')
};

/** Each instrument has its part of the money: held when its own past return is above zero, in cash (or short) otherwise. */
export const timeSeriesMomentum: Strategy<'time-series-momentum', TimeSeriesMomentum> = {
  id: 'time-series-momentum',
  parameters,
  source: { authors: 'Moskowitz, Ooi, Pedersen', year: 2012, title: 'Time series momentum' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments }) {
    const { days, skip, sizes, sells } = withDefaults(parameters, given);
    if (skip >= days) throw new RangeError(`${skip} of ${days} days left out`);
    return {
      decide(window) {
        const live = columnsWith(window, days + 1);
        if (live.length === 0) return undefined;
        const parts = shares(
          Float64Array.from(live, ({ closes }) => {
            if (sizes === 'equal') return 1;
            const deviation = deviationOf(returnsOf(closes));
            return deviation > 0 ? 1 / deviation : 0;
          })
        );
        const weights = live.map(({ closes }, k) => {
          const past = closes[days - skip] / closes[0] - 1;
          return past > 0 ? parts[k] : sells && past < 0 ? -parts[k] : 0;
        });
        if (!weights.every(Number.isFinite)) return undefined;
        return weightsDecision(
          placed(
            instruments.length,
            live.map(({ column }) => column),
            weights
          )
        );
      }
    };
  }
};
