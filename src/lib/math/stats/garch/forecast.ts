import { VARIANCE_MODELS } from './catalog';
import { varianceParameters, type GarchFit } from './garch-fit';

/**
 * Expected variance of each of the next `horizon` periods, the first being the next. Under egarch with Student's
 * innovations all but the first are infinite. @throws RangeError unless the horizon is a whole number of at least 1.
 */
export function garchVariances(fit: GarchFit, horizon: number): Float64Array {
  if (!Number.isInteger(horizon) || horizon < 1) throw new RangeError(`horizon: ${horizon}`);
  return VARIANCE_MODELS[fit.model].ahead(varianceParameters(fit), fit.next, horizon, fit.innovations);
}

/**
 * Mean expected variance a period over the next `horizon` periods (one: the next). It goes from the variance now to the
 * long-run one. @throws RangeError as {@link garchVariances}.
 */
export function garchVarianceAhead(fit: GarchFit, horizon: number): number {
  return garchVariances(fit, horizon).reduce((total, value) => total + value, 0) / horizon;
}
