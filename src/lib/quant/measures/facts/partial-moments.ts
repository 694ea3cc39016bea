import { fact } from '../series';

/** Sums of the distances from the least acceptable return, below it and above it. */
export const aroundTarget = fact(({ returns, target }) => {
  let [below, squaresBelow, fourthsBelow, countBelow] = [0, 0, 0, 0];
  let [above, squaresAbove, countAbove] = [0, 0, 0];
  for (let t = 0; t < returns.length; t++) {
    const away = returns[t] - target;
    if (away < 0) {
      below -= away;
      squaresBelow += away * away;
      fourthsBelow += away ** 4;
      countBelow++;
    } else if (away > 0) {
      above += away;
      squaresAbove += away * away;
      countAbove++;
    }
  }
  return { below, squaresBelow, fourthsBelow, countBelow, above, squaresAbove, countAbove };
});

/** Downside deviation of a period: root of the mean over all periods of min(0, r - target)^2. */
export const downsideDeviation = fact((series) => Math.sqrt(aroundTarget(series).squaresBelow / series.count));

/** Upside risk of a period: root of the mean over all periods of max(0, r - target)^2. */
export const upsideRisk = fact((series) => Math.sqrt(aroundTarget(series).squaresAbove / series.count));
