import { normalQuantile } from '$lib/math/distributions';
import { expm1, log1p } from '$lib/math/elementary';
import { variance } from '$lib/math/stats';
import { effectiveTrials } from './effective-trials';
import { minimumTrackRecord, probabilisticSharpe, sharpeSample } from './probabilistic-sharpe';
import type { SharpeSample } from './probabilistic-sharpe';
import { indexOfGreatest, requireTrials, trialMoments, trialSharpes } from './trial-returns';
import type { TrialReturns } from './trial-returns';

const EULER = 0.5772156649015329;

/**
 * Greatest Sharpe ratio to be expected of so many independent trials without skill, whose ratios have this variance (per
 * period): sqrt(V) ((1 - g) z(1 - 1/N) + g z(1 - 1/(N e))), g Euler's constant. 0 for one trial. Source: D. Bailey and M. Lopez de
 * Prado, "The deflated Sharpe ratio", Journal of Portfolio Management 40 (2014), eq. 1.
 * @throws RangeError on fewer than one trial or a negative variance.
 */
export function expectedMaximumSharpe(trials: number, sharpeVariance: number): number {
  if (!(trials >= 1)) throw new RangeError(`${trials} trials`);
  if (!(sharpeVariance >= 0)) throw new RangeError(`variance ${sharpeVariance} of Sharpe ratios`);
  if (trials === 1) return 0;
  const quantiles = (1 - EULER) * normalQuantile(1 - 1 / trials) + EULER * normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(sharpeVariance) * quantiles;
}

/** A Sharpe ratio held against how often one has tried. Ratios per period. */
export interface DeflatedSharpe {
  /** Trials counted, and how many independent ones they amount to. */
  readonly trials: number;
  readonly effectiveTrials: number;
  readonly sharpeVariance: number;
  /** What the best of so many trials without skill is expected to show. */
  readonly expectedMaximum: number;
  /** Deflated Sharpe ratio: probability that the true ratio is above that. */
  readonly deflated: number;
  /** Probabilistic Sharpe ratio above 0, as if it had been the only trial. */
  readonly probabilistic: number;
  /**
   * Probability that the best of so many trials without skill shows as much: 1 - probabilistic^N (Sidak). At most `level` in
   * that share of searches without skill, which the deflated ratio, held against 1 - level, stays far below.
   */
  readonly familywise: number;
  /** Periods after which the ratio would be above the expected maximum with 95 %; Infinity when it is not above it. */
  readonly minimumTrackRecord: number;
}

/**
 * Deflates a Sharpe ratio by the trials it was chosen from. `sharpeVariance` is that of the trials' ratios, per period.
 * @throws RangeError when there are fewer trials than effective ones, or fewer than one.
 */
export function deflatedSharpe(
  sample: SharpeSample,
  tried: { readonly trials: number; readonly sharpeVariance: number; readonly effectiveTrials?: number }
): DeflatedSharpe {
  const { trials, sharpeVariance, effectiveTrials: effective = trials } = tried;
  if (!(effective >= 1 && effective <= trials)) throw new RangeError(`${effective} effective trials of ${trials}`);
  const expectedMaximum = expectedMaximumSharpe(effective, sharpeVariance);
  const probabilistic = probabilisticSharpe(sample);
  return {
    trials,
    effectiveTrials: effective,
    sharpeVariance,
    expectedMaximum,
    deflated: probabilisticSharpe(sample, expectedMaximum),
    probabilistic,
    // The upper tail itself: 1 - probabilistic would lose the digits that a power of many trials needs.
    familywise: -expm1(effective * log1p(-tail(sample))),
    minimumTrackRecord: minimumTrackRecord(sample, expectedMaximum)
  };
}

/** 1 - probabilistic Sharpe ratio, by symmetry without cancellation. */
function tail(sample: SharpeSample): number {
  return probabilisticSharpe({ ...sample, sharpe: -sample.sharpe, skewness: -sample.skewness });
}

/** The best of some trials by Sharpe ratio, deflated by all of them. */
export interface BestTrial extends DeflatedSharpe {
  readonly best: number;
  readonly sharpe: number;
}

/**
 * Deflated Sharpe ratio of the best of some trials: their variance and their effective number (by mean correlation)
 * come from the trials themselves. @throws RangeError on fewer than two trials or three periods.
 */
export function bestTrial(returns: TrialReturns): BestTrial {
  requireTrials(returns, 2, 3);
  const moments = trialMoments(returns);
  const sharpes = trialSharpes(returns, moments);
  const best = indexOfGreatest(sharpes);
  const sample = sharpeSample(returns.values.subarray(best * returns.periods, (best + 1) * returns.periods));
  const { byMeanCorrelation } = effectiveTrials(returns, moments);
  return {
    best,
    sharpe: sharpes[best],
    ...deflatedSharpe(sample, {
      trials: returns.trials,
      sharpeVariance: variance(sharpes),
      effectiveTrials: byMeanCorrelation
    })
  };
}
