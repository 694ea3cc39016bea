import type { JobContext } from '$lib/compute/protocol';
import type { InstrumentId } from '$lib/domain/instruments';
import { standardDeviation } from '$lib/math/stats';
import {
  currencySplit,
  incrementalRisk,
  relativeRisk,
  riskContributions,
  seriesRisk,
  type ContributionSpec,
  type RelativeRisk,
  type TailRequest
} from '$lib/quant/risk';
import { seriesOnDays } from '../decide/market-series';
import type { EstimationWindow } from '../decide/estimates';
import { universeOf } from '../decide/universe';
import type { HeldColumns, RiskColumn } from './held-columns';
import { methodRisks, type MethodRisk } from './method-risks';
import { heldSample, type RiskScope } from './risk-sample';

/** What is asked of the risk of what is held now. */
export interface RiskQuestion extends RiskScope {
  readonly request: TailRequest;
  /** How the risk of one day is split. */
  readonly split: Pick<ContributionSpec, 'method' | 'measure'>;
  readonly benchmark?: InstrumentId;
}

/** Risk by every method, split over what is held. Fractions of the whole value; losses positive. */
export type RiskAnswer =
  /** motionless: nothing that is held has moved, or the whole is worth nothing. */
  | { readonly status: 'too-few' | 'motionless'; readonly window: EstimationWindow }
  | {
      readonly status: 'measured';
      readonly request: TailRequest;
      readonly split: RiskQuestion['split'];
      readonly window: EstimationWindow;
      readonly unmeasured: number;
      readonly withoutRate: HeldColumns['withoutRate'];
      readonly methods: readonly MethodRisk[];
      readonly columns: readonly RiskColumn[];
      /** Of one day: the total, what each column adds, what it would take away, and both for its price and its currency. */
      readonly total: number;
      readonly component: Float64Array;
      readonly incremental: Float64Array;
      readonly ofPrice: Float64Array;
      readonly ofCurrency: Float64Array;
      readonly annualVolatility: number;
      /** Deepest fall of the weights of now over the window, as a positive fraction. */
      readonly drawdown: number;
      readonly relative: RelativeRisk | undefined;
    };

const PERIODS_PER_YEAR = 252;

/** Measures what is held now by every method over past days. */
export async function risks(question: RiskQuestion, { progress }: JobContext): Promise<RiskAnswer> {
  const held = await heldSample(question);
  const { window } = held;
  if (!held.sample) return { status: 'too-few', window };
  const { sample, columns, rateReturns, returns, unmeasured, withoutRate } = held;
  const { request, split, benchmark } = question;
  if (!(standardDeviation(sample.series) > 0)) return { status: 'motionless', window };
  const methods = methodRisks(sample, request, (done, total) => progress(done, total + 1));
  const spec: ContributionSpec = { ...split, confidence: request.confidence };
  const { total, component } = riskContributions(sample, spec);
  const parts = riskContributions(currencySplit(sample, rateReturns), spec).component;
  const market = benchmark && (await universeOf({ ...question, instruments: [benchmark] })).panel;
  const theirs = market && market.instruments.length > 0 ? seriesOnDays(market, returns) : undefined;
  return {
    status: 'measured',
    request,
    split,
    window,
    unmeasured,
    withoutRate,
    methods,
    columns,
    total,
    component,
    incremental: incrementalRisk(sample, spec),
    ofPrice: parts.slice(0, columns.length),
    ofCurrency: parts.slice(columns.length),
    annualVolatility: standardDeviation(sample.series) * Math.sqrt(PERIODS_PER_YEAR),
    drawdown: seriesRisk(sample.series, { measure: 'relative-maximum-drawdown' }),
    relative: theirs && relativeRisk(sample.series, theirs)
  };
}
