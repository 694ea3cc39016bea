import { maximum, minimum } from '$lib/math/stats';
import { wholeNumber, withDefaults, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { recentCloses } from '../seen/recent';
import { weightsDecision } from '../seen/weights';

export interface ChannelBreakout {
  readonly entry?: number;
  readonly exit?: number;
  readonly sells?: boolean;
}

const parameters: ParameterFields<ChannelBreakout> = {
  entry: wholeNumber('In after', 'days', 20, [2, 500]),
  exit: wholeNumber('Out after', 'days', 10, [2, 500]),
  sells: { kind: 'switch', short: 'Sells short', default: false }
};

/**
 * Each instrument has an equal part of the money: bought when its close is above all of the `entry` closes before, sold
 * when it is below all of the `exit` closes before; with short sales the same downwards. The first system of the Turtles,
 * on closes where theirs looked at highs and lows, without pyramids, stops and the filter of the last breakout.
 */
export const channelBreakout: Strategy<'channel-breakout', ChannelBreakout> = {
  id: 'channel-breakout',
  parameters,
  source: { authors: 'Faith', year: 2003, title: 'The original Turtle trading rules' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: true,
  asked: () => 'day',
  history(given) {
    const { entry, exit } = withDefaults(parameters, given);
    return Math.max(entry, exit) + 1;
  },
  begin(given, { instruments }) {
    const { entry, exit, sells } = withDefaults(parameters, given);
    if (exit > entry) throw new RangeError(`in after ${entry} days, out after ${exit}`);
    const n = instruments.length;
    const sides = new Float64Array(n);
    return {
      decide(window) {
        let answer: Float64Array | undefined;
        for (let column = 0; column < n; column++) {
          const closes = recentCloses(window, column, entry + 1);
          if (!closes) continue;
          const side = nextSide(sides[column], breakout(closes, entry), breakout(closes, exit), sells);
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

/** 1 when the last close is above the Donchian channel of the `length` closes before, -1 below, 0 within. */
function breakout(closes: Float64Array, length: number): number {
  const last = closes[closes.length - 1];
  const before = closes.subarray(-length - 1, -1);
  return last > maximum(before) ? 1 : last < minimum(before) ? -1 : 0;
}

/** The side that follows from the one held: 1 long, -1 short, 0 out. */
function nextSide(side: number, entry: number, exit: number, sells: boolean): number {
  if (entry > 0) return 1;
  if (entry < 0) return sells ? -1 : 0;
  return side * exit < 0 ? 0 : side;
}
