/** Arithmetic mean; NaN without values. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t];
  return sum / values.length;
}

/** Sample standard deviation (n - 1); NaN below two values. */
export function deviationOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += (values[t] - mean) ** 2;
  return values.length > 1 ? Math.sqrt(sum / (values.length - 1)) : NaN;
}

/** Annual volatility of simple returns. */
export function annualDeviation(returns: ArrayLike<number>, periodsPerYear: number): number {
  return deviationOf(returns) * Math.sqrt(periodsPerYear);
}
