import { binomialQuantile } from '$lib/math/distributions';
import { conditionalCoverage, independence, unconditionalCoverage, type LikelihoodRatio } from './coverage-tests';
import type { RollingForecasts } from './rolling-forecasts';
import { shortfallTest, type ShortfallTest } from './shortfall-test';
import { trafficLight, zoneOf, type TrafficLight, type Zone } from './traffic-light';

/** Hits of a forecast beside what chance alone would give. */
export interface HitReport {
  readonly days: number;
  readonly hits: number;
  readonly rate: number;
  readonly expected: number;
  /** Numbers of hits that a right forecast has with probability 0.95 at least. */
  readonly band: { readonly fewest: number; readonly most: number };
  readonly unconditional: LikelihoodRatio;
  readonly independence: LikelihoodRatio;
  readonly conditional: LikelihoodRatio;
  readonly light: TrafficLight;
  readonly zone: Zone;
  readonly shortfall: ShortfallTest;
}

/** All tests of past forecasts at a tail. */
export function hitReport(forecasts: RollingForecasts, tail: number): HitReport {
  const days = forecasts.hits.length;
  const hits = forecasts.hits.reduce((sum, one) => sum + one, 0);
  const light = trafficLight(days, tail);
  return {
    days,
    hits,
    rate: hits / days,
    expected: days * tail,
    band: { fewest: binomialQuantile(0.025, days, tail), most: binomialQuantile(0.975, days, tail) },
    unconditional: unconditionalCoverage(hits, days, tail),
    independence: independence(forecasts.hits),
    conditional: conditionalCoverage(forecasts.hits, tail),
    light,
    zone: zoneOf(hits, light),
    shortfall: shortfallTest(forecasts, tail)
  };
}
