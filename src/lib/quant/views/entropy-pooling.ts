import type { InstrumentId } from '$lib/domain/instruments';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { ViewProblem } from './baskets';
import { effectiveScenarios, relativeEntropy, scenarioMoments, type ScenarioMoments } from './scenario-moments';
import { ScenarioRows, stageOf, type Stage } from './scenario-rows';
import type { ScenarioView } from './scenario-views';
import { shortfallTilt, type ShortfallTarget } from './shortfall-views';
import type { FailedTilt, InfeasibleViews, ProbabilityRow, TiltResult } from './tilted-probabilities';

/** Scenarios, one row each, and views on them. */
export interface EntropyPoolingInput {
  readonly instruments: readonly InstrumentId[];
  /** Returns per period, scenarios by instruments, day-major, without gaps. */
  readonly scenarios: ReturnMatrix;
  /** Probabilities before the views, >= 0; equal ones when absent. They are taken relative to their sum. */
  readonly prior?: Float64Array;
  readonly views: readonly ScenarioView[];
}

/** Probabilities that meet every view and are otherwise as near to the prior as can be. */
export interface PooledScenarios {
  readonly status: 'ok';
  readonly probabilities: Float64Array;
  readonly prior: Float64Array;
  /** Relative entropy to the prior, >= 0: how much the views ask. */
  readonly relativeEntropy: number;
  /** Effective number of scenarios, from 1 to their number. */
  readonly effectiveScenarios: number;
  /** Per period, population moments. */
  readonly moments: ScenarioMoments;
}

/** Outcome of {@link entropyPooling}. */
export type EntropyPoolingResult =
  | PooledScenarios
  | InfeasibleViews
  | FailedTilt
  | { readonly status: 'unusable'; readonly problems: readonly ViewProblem[] };

function priorOf({ prior, scenarios, instruments }: EntropyPoolingInput): Float64Array {
  const { rows, columns, values } = scenarios;
  if (rows === 0) throw new RangeError('no scenarios');
  if (columns !== instruments.length || values.length !== rows * columns) {
    throw new RangeError(`${values.length} values for ${rows} scenarios of ${instruments.length} instruments`);
  }
  if (!values.every(Number.isFinite)) throw new RangeError('a scenario is not finite');
  if (!prior) return new Float64Array(rows).fill(1 / rows);
  if (prior.length !== rows) throw new RangeError(`${prior.length} probabilities for ${rows} scenarios`);
  const total = prior.reduce((sum, p) => sum + p, 0);
  if (!prior.every((p) => p >= 0) || !(total > 0 && total < Infinity)) {
    throw new RangeError(`probabilities that add up to ${total}, or one below zero`);
  }
  return prior.map((p) => p / total);
}

/**
 * Entropy pooling: scenario probabilities of least relative entropy to the prior that meet views on means, ranks,
 * variances, correlations, skewness, kurtosis, values at risk and expected shortfalls. What is not linear in the
 * probabilities is made so in stages, each nearest to the same prior and keeping all rows before it: means, values
 * at risk and shortfalls; then variances about the means found; then shapes and correlations about the means and
 * variances found (the sequential heuristic of Vorobets 2021). Views that cannot hold together are named; when they are
 * of a later stage, the means or variances found before are part of what they clash with.
 * @throws RangeError on shapes or probabilities that make no sense. Source: Meucci, Fully flexible views (2008).
 */
export function entropyPooling(input: EntropyPoolingInput): EntropyPoolingResult {
  const prior = priorOf(input);
  const { views, scenarios } = input;
  const source = new ScenarioRows(scenarios, input.instruments);
  const problems = source.problems(views);
  if (problems.length > 0) return { status: 'unusable', problems };
  const shortfalls = views.flatMap((view): ShortfallTarget[] =>
    view.kind === 'expected-shortfall' ? [{ ...view, losses: source.losses(view.instrument) }] : []
  );
  let probabilities = prior;
  const stages: Stage[] = [1, 2, 3];
  const rows: ProbabilityRow[] = [];
  for (const stage of stages) {
    const own = views.filter((view) => stageOf(view) === stage);
    if (own.length === 0) continue;
    if (stage > 1) {
      const upTo = views.filter((view) => stageOf(view) <= stage);
      rows.push(...source.fixedRows(upTo, stage, probabilities));
    }
    rows.push(...own.flatMap((view) => source.rowsOf(view, probabilities)));
    const result: TiltResult = shortfallTilt(prior, rows, shortfalls);
    if (result.status !== 'ok') return result;
    ({ probabilities } = result);
  }
  return {
    status: 'ok',
    probabilities,
    prior,
    relativeEntropy: relativeEntropy(probabilities, prior),
    effectiveScenarios: effectiveScenarios(probabilities),
    moments: scenarioMoments(scenarios, probabilities)
  };
}
