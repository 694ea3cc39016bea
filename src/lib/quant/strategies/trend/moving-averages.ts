import { wholeNumber, withDefaults, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { ExponentialGap, SimpleGap } from '../seen/averages';
import { weightsDecision } from '../seen/weights';

export interface MovingAverages {
  readonly short?: number;
  readonly long?: number;
  readonly kind?: 'simple' | 'exponential';
  readonly sells?: boolean;
}

const parameters: ParameterFields<MovingAverages> = {
  short: wholeNumber('Short', 'days', 50, [1, 500]),
  long: wholeNumber('Long', 'days', 200, [2, 1000]),
  kind: { kind: 'choice', short: 'Average', default: 'simple', choices: ['simple', 'exponential'] },
  sells: { kind: 'switch', short: 'Sells short', default: false }
};

/**
 * Each instrument has an equal part of the money: in it while its short average is above the long one, in cash (or
 * short) otherwise. Asked daily, answers for those whose side has changed.
 */
export const movingAverages: Strategy<'moving-averages', MovingAverages> = {
  id: 'moving-averages',
  parameters,
  source: { authors: 'Brock, Lakonishok, LeBaron', year: 1992, title: 'Simple technical trading rules' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: true,
  asked: () => 'day',
  history: (given) => withDefaults(parameters, given).long,
  begin(given, { instruments }) {
    const { short, long, kind, sells } = withDefaults(parameters, given);
    if (short >= long) throw new RangeError(`short average of ${short} days, long one of ${long}`);
    const n = instruments.length;
    const sides = new Float64Array(n);
    const gaps = instruments.map(() => {
      return kind === 'simple' ? new SimpleGap(short, long) : new ExponentialGap(short, long);
    });
    return {
      decide(window) {
        let answer: Float64Array | undefined;
        for (let column = 0; column < n; column++) {
          const gap = gaps[column].at(window.closes(column));
          if (Number.isNaN(gap)) continue;
          const side = gap > 0 ? 1 : sells && gap < 0 ? -1 : 0;
          if (side === sides[column]) continue;
          sides[column] = side;
          answer ??= new Float64Array(n).fill(NaN);
          answer[column] = side / n;
        }
        return answer && weightsDecision(answer);
      }
    };
  }
};
