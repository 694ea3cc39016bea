/** One pair of moving averages on one series, day by day and afresh each day: the reference of the sweep. */
export function dayByDayCross(
  prices: ArrayLike<number>,
  fast: number,
  slow: number,
  cost: number,
  delay: number,
  periodsPerYear: number
): { totalReturn: number; sharpe: number; maximumDrawdown: number; trades: number } {
  const meanAt = (t: number, window: number): number => {
    let total = 0;
    for (let k = t - window + 1; k <= t; k++) total += prices[k];
    return total / window;
  };
  const wanted: (boolean | undefined)[] = [];
  let below = false;
  let inside = false;
  for (let t = 0; t < prices.length; t++) {
    if (t >= slow - 1) {
      const gap = meanAt(t, fast) / meanAt(t, slow) - 1;
      if (gap < -1e-12) {
        below = true;
        inside = false;
      } else if (gap > 1e-12 && below) inside = true;
    }
    wanted.push(inside);
  }
  const returns: number[] = [];
  let cash = 1;
  let shares = 0;
  let trades = 0;
  let value = 1;
  let peak = 1;
  let worst = 0;
  for (let t = 0; t < prices.length; t++) {
    const price = prices[t];
    const want = wanted[t - delay] ?? false;
    if (want && shares === 0) {
      shares = cash / (price * (1 + cost));
      cash = 0;
      trades++;
    } else if (!want && shares > 0) {
      cash = shares * price * (1 - cost);
      shares = 0;
    }
    const now = cash + shares * price;
    if (t > 0) returns.push(now / value - 1);
    value = now;
    peak = Math.max(peak, value);
    worst = Math.min(worst, value / peak - 1);
  }
  const mean = returns.reduce((a, b) => a + b, 0) / returns.length;
  const deviation = Math.sqrt(returns.reduce((a, b) => a + (b - mean) ** 2, 0) / (returns.length - 1));
  return {
    totalReturn: value - 1,
    sharpe: deviation > 0 ? (mean / deviation) * Math.sqrt(periodsPerYear) : NaN,
    maximumDrawdown: worst,
    trades
  };
}
