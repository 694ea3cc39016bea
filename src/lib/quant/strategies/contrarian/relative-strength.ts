import { lineOfCloses } from '$lib/quant/indicators';
import { figureBetween, wholeNumber, withDefaults, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { FollowedLine } from '../seen/followed-line';
import { weightsDecision } from '../seen/weights';

export interface RelativeStrength {
  readonly length?: number;
  readonly low?: number;
  readonly high?: number;
  readonly sells?: boolean;
}

const parameters: ParameterFields<RelativeStrength> = {
  length: wholeNumber('Days', 'days', 14, [2, 500]),
  low: figureBetween('Bought below', 'ratio', 30, [0, 100]),
  high: figureBetween('Sold above', 'ratio', 70, [0, 100]),
  sells: { kind: 'switch', short: 'Sells short', default: false }
};

/**
 * Each instrument has an equal part of the money: bought when its relative strength index (RSI, 0 to 100) is below `low`,
 * sold when it is above `high`, or sold short there; in between it stays as it is.
 */
export const relativeStrength: Strategy<'relative-strength', RelativeStrength> = {
  id: 'relative-strength',
  parameters,
  source: { authors: 'Wilder', year: 1978, title: 'New concepts in technical trading systems' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: true,
  asked: () => 'day',
  history: (given) => lineOfCloses('rsi', { length: withDefaults(parameters, given).length }).history,
  begin(given, { instruments }) {
    const { length, low, high, sells } = withDefaults(parameters, given);
    if (low >= high) throw new RangeError(`bought below ${low}, sold above ${high}`);
    const strength = lineOfCloses('rsi', { length });
    const n = instruments.length;
    const sides = new Float64Array(n);
    const lines = instruments.map(() => new FollowedLine(strength));
    return {
      decide(window) {
        let answer: Float64Array | undefined;
        for (let column = 0; column < n; column++) {
          const [index] = lines[column].last(window.closes(column), 1);
          const side = index < low ? 1 : index > high ? (sells ? -1 : 0) : sides[column];
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
