import { fact } from '../series';

/** Gains and losses of a list of returns. */
export interface Wins {
  readonly count: number;
  readonly up: number;
  readonly down: number;
  readonly gains: number;
  /** Sum of the losses, <= 0. */
  readonly losses: number;
  readonly longestUp: number;
  readonly longestDown: number;
}

/** Counts and sums of the returns above and below zero, and the longest runs of each. */
export function winsOf(values: ArrayLike<number>): Wins {
  let [up, down, gains, losses] = [0, 0, 0, 0];
  let [runUp, runDown, longestUp, longestDown] = [0, 0, 0, 0];
  for (let t = 0; t < values.length; t++) {
    const value = values[t];
    runUp = value > 0 ? runUp + 1 : 0;
    runDown = value < 0 ? runDown + 1 : 0;
    if (runUp > longestUp) longestUp = runUp;
    if (runDown > longestDown) longestDown = runDown;
    if (value > 0) {
      up++;
      gains += value;
    } else if (value < 0) {
      down++;
      losses += value;
    }
  }
  return { count: values.length, up, down, gains, losses, longestUp, longestDown };
}

/** Gains and losses of the periods. */
export const wins = fact(({ returns }) => winsOf(returns));

/** Share of the periods above zero among those that are not zero; 0 when all are. */
export const winRate = ({ up, down }: Wins): number => (up + down === 0 ? 0 : up / (up + down));

/** Mean gain over mean loss, positive. */
export const payoff = ({ up, down, gains, losses }: Wins): number => gains / up / (-losses / down);
