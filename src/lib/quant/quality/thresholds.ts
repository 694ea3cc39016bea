/**
 * Bounds of the checks. Scales are 1.4826 times the median absolute deviation of steps, which estimates the standard
 * deviation of normal ones (Hampel, Journal of the American Statistical Association 69, 1974). Hampel's filter cuts at three
 * of them (Pearson, IEEE Transactions on Control Systems Technology 10, 2002); returns have tails like a Student t with three
 * or four degrees of freedom, of which a thousandth lies beyond ten. A step counts only beyond the scale of the whole series
 * and beyond that of its neighbourhood, so that neither a calm series nor a stormy month raises an alarm.
 */
export const MAD_TO_DEVIATION = 1.4826;

/** Mean absolute deviation to standard deviation of a normal law, where more than half of the steps are equal (Iglewicz and Hoaglin, 1993). */
export const MEAN_TO_DEVIATION = 1.2533;

/** Steps before and after that make the neighbourhood. */
export const NEIGHBOURS = 10;

/** Scales beyond which a step that is taken back is a bad print. */
export const SPIKE_SCALES = 10;

/** Most values of a bad print. */
export const SPIKE_LENGTH = 3;

/** Least step of a bad print of a series that moves by fractions, in logarithms. */
export const LEAST_SPIKE = 0.02;

/** Share of the way out that may remain when a bad print has come back. */
export const SPIKE_REST = 0.2;

/** Scales and logarithm beyond which a step that stays is looked at: splits, units, currencies. */
export const LEVEL_SCALES = 12;
export const LEAST_LEVEL = Math.log(1.4);

/** Scales and logarithm beyond which a step that stays and has no other name is told. */
export const CHANGE_SCALES = 20;
export const LEAST_CHANGE = Math.log(1.5);

/** Share of a step of an exchange rate by which the level may wander on: currencies that lose zeros lose value too. */
export const RATE_DRIFT = 0.35;

/** Values on each side whose medians say whether a level stays. */
export const LEVEL_SIDE = 5;

/** Expected number of unchanged runs as long as this one, below which it is stale. */
export const STALE_EXPECTED = 1e-3;

/** Least number of unchanged steps of a stale run. */
export const STALE_LEAST = 5;

/** Steps before and after a run among which the usual share of unchanged ones is counted: a trading year. */
export const STALE_NEAR = 250;

/** Share of unchanged steps from which a series is pegged, or seldom quoted, and no run of it is stale. */
export const PEGGED_SHARE = 0.5;

/** Trading days without a value from which a gap is told where holidays are not known. */
export const PLAIN_GAP = 6;

/** Share of weekend days from which a series is taken as traded every day. */
export const CONTINUOUS_SHARE = 0.1;

/** Trading days (or periods) by which a series may lag before it has ended. */
export const ENDED_AFTER = 10;
export const ENDED_PERIODS = 3;

/** Relative difference up to which two sources agree. */
export const AGREEMENT = 0.005;
