import type { OptimizationProblem } from '../problem';

/** Why uncertainty or costs make no sense, undefined where they do. */
export function faultOfReturns({ instruments, uncertainty, tradingCosts }: OptimizationProblem): string | undefined {
  const n = instruments.length;
  const sound = (values: Float64Array | undefined): boolean =>
    !values || (values.length === n && values.every((value) => value >= 0 && value < Infinity));
  if (uncertainty?.kind === 'box' && !sound(uncertainty.halfWidths))
    return 'half-widths are not one figure >= 0 for each';
  if (uncertainty?.kind === 'ellipsoid') {
    const { covariance, radius } = uncertainty;
    if (!(radius >= 0 && radius < Infinity)) return `radius of the returns: ${radius}`;
    if (covariance.length !== n * n || !covariance.every(Number.isFinite))
      return 'covariance of the returns has a wrong shape';
  }
  if (!tradingCosts) return undefined;
  const { linear, quadratic, power, perYear } = tradingCosts;
  if (![linear, quadratic, power].every(sound)) return 'costs of trading are not one figure >= 0 for each';
  return perYear >= 0 && perYear < Infinity ? undefined : `${perYear} tradings a year`;
}
