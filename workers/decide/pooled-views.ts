import type { InstrumentId } from '$lib/domain/instruments';
import { recentredReturns, type Moments, type ReturnMatrix } from '$lib/quant/moments';
import type { Scenarios } from '$lib/quant/optimization';
import {
  confidentPooling,
  effectiveScenarios,
  opinionPooling,
  scenarioMoments,
  type ConfidentView,
  type Opinion,
  type ScenarioView,
  type ViewProblem
} from '$lib/quant/views';
import { scenariosOf, type ScenarioPeriod } from './scenarios';

/** Views of one person, in annual units (shortfalls in those of the period), and how far that person is trusted. */
export interface HeldOpinion {
  readonly holder: string;
  readonly trust?: number;
  readonly views: readonly ConfidentView[];
}

/** Views that reweight past periods, and how several opinions become one. */
export interface PoolingChoice {
  readonly method: 'linear' | 'logarithmic';
  readonly period: ScenarioPeriod;
  readonly opinions: readonly HeldOpinion[];
}

/** What reweighting did. */
export interface Reweighting {
  readonly scenarios: number;
  /** How many alike scenarios the reweighted ones are worth. */
  readonly effective: number;
  /** Volatilities of the scenarios before and after, annual. */
  readonly volatilitiesBefore: Float64Array;
  readonly volatilitiesAfter: Float64Array;
  /** Share of each opinion, in their order; what is left is that of equal weights. */
  readonly trusts: Float64Array;
}

/** Moments and scenarios under the reweighted past, or the views that cannot hold. */
export type PooledViews =
  | {
      readonly status: 'ok';
      readonly moments: Moments;
      readonly scenarios: Scenarios;
      readonly reweighting: Reweighting;
    }
  | { readonly status: 'unusable'; readonly problems: readonly ViewProblem[] };

/** Outcomes that stand for reweighted scenarios: each scenario as often as its probability says, within one. */
const OUTCOMES = 2000;

/**
 * Returns and risks of past periods, moved to the prior's means and reweighted so that they meet the views of each
 * opinion (entropy pooling) and then stand for all of them (opinion pooling). Means and covariance are the reweighted
 * ones: the estimator of the covariance makes the prior's means alone.
 */
export function pooledViews(
  choice: PoolingChoice,
  instruments: readonly InstrumentId[],
  returns: ReturnMatrix,
  prior: Moments
): PooledViews {
  const scenarios = scenariosOf(returns, prior.expectedReturns, choice.period);
  const { periodsPerYear } = scenarios;
  const opinions: Opinion[] = [];
  const problems: ViewProblem[] = [];
  for (const { holder, trust, views } of choice.opinions) {
    const asked = views.map(({ view, ...rest }) => ({ view: perPeriod(view, periodsPerYear), ...rest }));
    const pooled = confidentPooling({ instruments, scenarios, views: asked });
    if (pooled.status === 'ok') {
      opinions.push({ id: holder, probabilities: pooled.probabilities, ...(trust === undefined ? {} : { trust }) });
    } else problems.push(...problemsOf(pooled, views));
  }
  if (problems.length > 0) return { status: 'unusable', problems };
  const one = opinionPooling(opinions, { method: choice.method });
  if (one.status === 'disjoint') return { status: 'unusable', problems: problemsOf(one, choice.opinions[0].views) };
  const { probabilities, trusts } = one;
  const { means, covariance } = scenarioMoments(scenarios, probabilities);
  const before = scenarioMoments(
    scenarios,
    probabilities.map(() => 1 / scenarios.rows)
  ).covariance;
  const expectedReturns = means.map((mean) => mean * periodsPerYear);
  const annual = covariance.map((value) => value * periodsPerYear);
  const outcomes = repeated(scenarios, probabilities);
  return {
    status: 'ok',
    moments: { ...prior, expectedReturns, covariance: annual, raw: false },
    scenarios: { ...recentredReturns(outcomes, expectedReturns, periodsPerYear), periodsPerYear },
    reweighting: {
      scenarios: scenarios.rows,
      effective: effectiveScenarios(probabilities),
      volatilitiesBefore: volatilities(before, periodsPerYear),
      volatilitiesAfter: volatilities(covariance, periodsPerYear),
      trusts
    }
  };
}

function volatilities(covariance: Float64Array, periodsPerYear: number): Float64Array {
  const n = Math.round(Math.sqrt(covariance.length));
  return Float64Array.from({ length: n }, (_, j) => Math.sqrt(covariance[j * (n + 1)] * periodsPerYear));
}

function perPeriod(view: ScenarioView, periodsPerYear: number): ScenarioView {
  if (view.kind === 'mean' || view.kind === 'variance') return { ...view, value: view.value / periodsPerYear };
  return view;
}

function problemsOf(
  found:
    | { readonly status: 'unusable'; readonly problems: readonly ViewProblem[] }
    | { readonly status: 'infeasible'; readonly views: readonly string[] }
    | { readonly status: 'failed' | 'disjoint' },
  views: readonly ConfidentView[]
): readonly ViewProblem[] {
  if (found.status === 'unusable') return found.problems;
  const named = found.status === 'infeasible' ? found.views : views.map(({ view }) => view.id);
  const code = named.length === 1 ? 'beyond-scenarios' : 'contradicting';
  return named.map((view) => ({ view, code, others: named.filter((other) => other !== view) }));
}

/** Rows in their order, each as often as its probability says: systematic resampling (Kitagawa 1996). */
function repeated({ values, columns, rows }: ReturnMatrix, probabilities: Float64Array): ReturnMatrix {
  const out = new Float64Array(OUTCOMES * columns);
  let row = 0;
  let reached = probabilities[0];
  for (let k = 0; k < OUTCOMES; k++) {
    const wanted = (k + 0.5) / OUTCOMES;
    while (reached < wanted && row < rows - 1) reached += probabilities[++row];
    out.set(values.subarray(row * columns, (row + 1) * columns), k * columns);
  }
  return { values: out, rows: OUTCOMES, columns };
}
