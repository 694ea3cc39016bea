import type { LotQueue, OptimizationProblem } from '../problem';

/** Why lots or rates of tax make no sense, undefined where they do. */
function faultOfTaxes({ lots = [], taxes }: OptimizationProblem): string | undefined {
  const sound = ({ lots: own }: LotQueue): boolean =>
    own.every(({ weight, gain }) => weight >= 0 && weight < Infinity && Number.isFinite(gain));
  if (!lots.every(sound)) return 'a lot has no weight >= 0 or no gain';
  if (!taxes) return undefined;
  const { shortTerm, longTerm, perYear } = taxes;
  if (![shortTerm, longTerm].every((rate) => rate >= 0 && rate <= 1)) return 'rates of tax are not within 0 to 1';
  return perYear >= 0 && perYear < Infinity ? undefined : `taxes counted ${perYear} times a year`;
}

/** Why uncertainty or costs make no sense, undefined where they do. */
export function faultOfReturns(problem: OptimizationProblem): string | undefined {
  const { instruments, uncertainty, tradingCosts } = problem;
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
  const taxed = faultOfTaxes(problem);
  if (taxed !== undefined || !tradingCosts) return taxed;
  const { linear, quadratic, power, perYear } = tradingCosts;
  if (![linear, quadratic, power].every(sound)) return 'costs of trading are not one figure >= 0 for each';
  return perYear >= 0 && perYear < Infinity ? undefined : `${perYear} tradings a year`;
}
