import type { JobContext } from '$lib/compute/protocol';
import {
  hitReport,
  rollingForecasts,
  tailEstimator,
  type HitReport,
  type RollingForecasts,
  type TailMethod,
  type TailSpec
} from '$lib/quant/risk';
import { heldSample, type RiskScope } from './risk-sample';

/** Which forecasts are held against the past. */
export interface HitsQuestion extends RiskScope {
  readonly method: TailMethod;
  readonly confidence: number;
  readonly days: number;
}

/** Forecasts of one day each from the days before it, for the weights of now, and what came. */
export type HitsAnswer =
  | { readonly status: 'too-few'; readonly rows: number; readonly needed: number }
  | {
      readonly status: 'tested';
      readonly method: TailMethod;
      readonly confidence: number;
      readonly window: number;
      readonly days: Int32Array;
      readonly forecasts: RollingForecasts;
      readonly report: HitReport;
    };

/** Draws of each day's simulation: fewer than for one figure, for there is one a day. */
const DRAWS = 2000;
/** Fewest forecasts that say anything. */
const FEWEST = 100;

/** Runs a method day by day over the past. */
export async function hits(question: HitsQuestion, { progress }: JobContext): Promise<HitsAnswer> {
  const { sample, ...held } = await heldSample(question);
  const { method, confidence } = question;
  const window = Math.max(question.days, tailEstimator(method).fewest);
  const rows = sample?.series.length ?? held.window.rows;
  if (!sample || !('returns' in held) || rows < window + FEWEST) {
    return { status: 'too-few', rows, needed: window + FEWEST };
  }
  const tail: TailSpec = method === 'monte-carlo' ? { method, draws: DRAWS } : { method };
  const forecasts = rollingForecasts(sample.series, { tail, confidence, window }, progress);
  return {
    status: 'tested',
    method,
    confidence,
    window,
    days: held.returns.days.slice(window),
    forecasts,
    report: hitReport(forecasts, 1 - confidence)
  };
}
