import { figureBetween, wholeNumber, withDefaults, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { recentCloses } from '../seen/recent';
import { deviationOf, meanOf } from '../seen/rolling';
import { weightsDecision } from '../seen/weights';

export interface MeanReversion {
  readonly days?: number;
  readonly entry?: number;
  readonly exit?: number;
  readonly sells?: boolean;
}

const parameters: ParameterFields<MeanReversion> = {
  days: wholeNumber('Days', 'days', 20, [3, 500]),
  entry: figureBetween('In at', 'ratio', 2, [0.1, 6]),
  exit: figureBetween('Out at', 'ratio', 0, [0, 6]),
  sells: { kind: 'switch', short: 'Sells short', default: false }
};

/**
 * Each instrument has an equal part of the money: bought when its close is `entry` standard deviations below its mean of
 * the last days, sold when it is no more than `exit` below; with short sales the same above.
 */
export const meanReversion: Strategy<'mean-reversion', MeanReversion> = {
  id: 'mean-reversion',
  parameters,
  source: { authors: 'Bollinger', year: 2001, title: 'Bollinger on Bollinger bands' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: true,
  asked: () => 'day',
  history: (given) => withDefaults(parameters, given).days,
  begin(given, { instruments }) {
    const { days, entry, exit, sells } = withDefaults(parameters, given);
    if (exit >= entry) throw new RangeError(`in at ${entry}, out at ${exit}`);
    const n = instruments.length;
    const sides = new Float64Array(n);
    return {
      decide(window) {
        let answer: Float64Array | undefined;
        for (let column = 0; column < n; column++) {
          const closes = recentCloses(window, column, days);
          if (!closes) continue;
          const deviation = deviationOf(closes);
          if (!(deviation > 0)) continue;
          const score = (closes[days - 1] - meanOf(closes)) / deviation;
          const side = nextSide(sides[column], score, { entry, exit, sells });
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

/** The side that follows from the one held and a score: 1 long, -1 short, 0 out. */
export function nextSide(
  side: number,
  score: number,
  { entry, exit, sells }: { readonly entry: number; readonly exit: number; readonly sells: boolean }
): number {
  if (score <= -entry) return 1;
  if (score >= entry) return sells ? -1 : 0;
  if (side > 0) return score >= -exit ? 0 : 1;
  if (side < 0) return score <= exit ? 0 : -1;
  return 0;
}
