import type { ReturnMatrix } from '$lib/quant/moments';
import { portfolioReturns } from '../portfolio-risk';
import { ageWeightedTail } from './age-weighted';
import { cornishFisherEstimator } from './cornish-fisher';
import { extremeValueTail } from './extreme-value';
import { filteredEwmaTail, filteredGarchTail } from './filtered';
import { historicalTail } from './historical';
import { monteCarloTail } from './monte-carlo';
import { normalTail } from './normal';
import { studentTail } from './student-t';
import type { SpecOf, TailEstimator, TailMethod, TailRequest, TailRisk, TailSample, TailSpec } from './tail-risk';

const byMethod: { readonly [M in TailMethod]: TailEstimator<M> } = {
  historical: historicalTail,
  'age-weighted': ageWeightedTail,
  'filtered-ewma': filteredEwmaTail,
  'filtered-garch': filteredGarchTail,
  normal: normalTail,
  'student-t': studentTail,
  'cornish-fisher': cornishFisherEstimator,
  'monte-carlo': monteCarloTail,
  'extreme-value': extremeValueTail
};

/** The methods of value at risk and expected shortfall, in the order in which they are shown. */
export const tailMethods = Object.keys(byMethod) as readonly TailMethod[];

/** What a method needs and whether its fit may be kept. @throws RangeError when there is none of that name. */
export function tailEstimator<M extends TailMethod>(method: M): TailEstimator<M> {
  const found = byMethod[method] as TailEstimator<M> | undefined;
  if (!found) throw new RangeError(`no method ${String(method)}`);
  return found;
}

/** A sample of instruments held at fixed weights, rebalanced each period. @throws RangeError when shapes disagree. */
export function tailSample(returns: ReturnMatrix, weights: Float64Array): TailSample {
  return { returns, weights, series: portfolioReturns(returns, weights) };
}

/** A sample of one series of returns. */
export function seriesSample(series: Float64Array): TailSample {
  return { returns: { values: series, rows: series.length, columns: 1 }, weights: Float64Array.of(1), series };
}

/**
 * Value at risk and expected shortfall by a method, fractions of the value, losses positive. `kept` are parameters of an
 * earlier answer of the same method, used in place of a fit.
 * @throws RangeError unless the confidence is from 0.5 to below 1 and the horizon a whole number of periods; on too few
 * returns for the method, on one that is not finite, or on a wrong option.
 */
export function tailRisk<M extends TailMethod>(
  sample: TailSample,
  request: TailRequest,
  spec: SpecOf<M> & TailSpec,
  kept?: TailRisk['parameters']
): TailRisk {
  const { confidence, horizon } = request;
  if (!(confidence >= 0.5 && confidence < 1)) throw new RangeError(`confidence out of [0.5, 1): ${confidence}`);
  if (!Number.isInteger(horizon) || horizon < 1) throw new RangeError(`horizon: ${horizon}`);
  const estimator = tailEstimator(spec.method as M);
  const { series } = sample;
  if (series.length < estimator.fewest)
    throw new RangeError(`${series.length} returns, at least ${estimator.fewest} are needed`);
  const at = series.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`return ${at} is ${series[at]}`);
  return estimator.of(sample, request, spec, kept);
}
