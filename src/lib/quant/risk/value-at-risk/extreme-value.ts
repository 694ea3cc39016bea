import { expm1, log } from '$lib/math/elementary';
import { generalizedParetoFit, type GeneralizedParetoFit } from '$lib/math/stats';
import { intervalAround, rootRule } from './scaled';
import type { TailDoubt, TailEstimator } from './tail-risk';

/** Losses beyond a threshold and the law fitted to what they exceed it by. */
export interface PeaksOverThreshold extends GeneralizedParetoFit {
  readonly threshold: number;
  readonly exceedances: number;
  /** Share of the losses beyond the threshold. */
  readonly share: number;
}

/** Fewest exceedances that are not doubted. */
const FEWEST = 30;

/**
 * Generalized Pareto law of the losses above a threshold (peaks over threshold).
 * @throws RangeError when fewer than 5 losses are above it.
 */
export function peaksOverThreshold(losses: Float64Array, threshold: number): PeaksOverThreshold {
  const beyond = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
  const fit = generalizedParetoFit(beyond);
  return { ...fit, threshold, exceedances: beyond.length, share: beyond.length / losses.length };
}

/** Value at risk and expected shortfall of a fitted tail; a shortfall of infinite mean is Infinity. */
export function paretoTail(
  { threshold, share, shape, scale }: Pick<PeaksOverThreshold, 'threshold' | 'share' | 'shape' | 'scale'>,
  confidence: number
): { readonly valueAtRisk: number; readonly expectedShortfall: number } {
  const ratio = (1 - confidence) / share;
  const above = Math.abs(shape) < 1e-8 ? -log(ratio) : expm1(-shape * log(ratio)) / shape;
  const valueAtRisk = threshold + scale * above;
  const expectedShortfall = shape < 1 ? (valueAtRisk + scale - shape * threshold) / (1 - shape) : Infinity;
  return { valueAtRisk, expectedShortfall };
}

/** Error of a figure of the tail by the delta method: the law's errors and that of the share beyond the threshold. */
function errorOf(peaks: PeaksOverThreshold, periods: number, figure: (at: PeaksOverThreshold) => number): number {
  const slope = (part: 'shape' | 'scale' | 'share', step: number): number =>
    (figure({ ...peaks, [part]: peaks[part] + step }) - figure({ ...peaks, [part]: peaks[part] - step })) / (2 * step);
  const byShape = slope('shape', 1e-4);
  const byScale = slope('scale', 1e-4 * peaks.scale);
  const byShare = slope('share', 1e-4 * peaks.share);
  return Math.sqrt(
    (byShape * peaks.shapeError) ** 2 +
      (byScale * peaks.scaleError) ** 2 +
      2 * byShape * byScale * peaks.covariance +
      (byShare ** 2 * peaks.share * (1 - peaks.share)) / periods
  );
}

/**
 * Extreme value theory: a generalized Pareto law for the worst share of the losses, a tenth unless given, and no less than the
 * tail that is asked for. Several periods by the root of time. Source: McNeil and Frey (2000), equations 10 and 16.
 */
export const extremeValueTail: TailEstimator<'extreme-value'> = {
  method: 'extreme-value',
  fewest: 200,
  keepsFit: false,
  of: ({ series }, { confidence, horizon }, { tailShare = 0.1 }) => {
    if (!(tailShare > 0 && tailShare <= 0.5)) throw new RangeError(`tail out of (0, 0.5]: ${tailShare}`);
    const losses = series.map((value) => -value);
    const descending = Float64Array.from(losses).sort().reverse();
    const count = Math.ceil(losses.length * Math.max(tailShare, 1 - confidence) - 1e-9);
    const peaks = peaksOverThreshold(losses, descending[count]);
    const root = Math.sqrt(horizon);
    const figures = paretoTail(peaks, confidence);
    const error = (part: 'valueAtRisk' | 'expectedShortfall'): number | undefined => {
      const found = root * errorOf(peaks, losses.length, (at) => paretoTail(at, confidence)[part]);
      return Number.isFinite(found) ? found : undefined;
    };
    const valueAtRiskError = error('valueAtRisk');
    const doubts: TailDoubt[] = [];
    if (peaks.exceedances < FEWEST) doubts.push('few-beyond');
    if (peaks.shape >= 1) doubts.push('infinite-mean');
    if (peaks.status === 'edge') doubts.push('not-settled');
    return {
      valueAtRisk: root * figures.valueAtRisk,
      expectedShortfall: root * figures.expectedShortfall,
      valueAtRiskError,
      expectedShortfallError: error('expectedShortfall'),
      interval: intervalAround(root * figures.valueAtRisk, valueAtRiskError),
      horizonRule: rootRule(horizon),
      doubts,
      parameters: {
        threshold: peaks.threshold,
        exceedances: peaks.exceedances,
        shape: peaks.shape,
        scale: peaks.scale,
        shapeError: peaks.shapeError,
        scaleError: peaks.scaleError
      }
    };
  }
};
