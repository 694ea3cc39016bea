import { entropyPooling, type EntropyPoolingInput, type EntropyPoolingResult } from './entropy-pooling';
import { effectiveScenarios, relativeEntropy, scenarioMoments } from './scenario-moments';
import type { ScenarioView } from './scenario-views';

/** A view and how sure its holder is of it, 0 to 1; certain when absent. */
export interface ConfidentView {
  readonly view: ScenarioView;
  readonly confidence?: number;
}

/** Scenarios and views of different confidence. */
export interface ConfidentPoolingInput extends Omit<EntropyPoolingInput, 'views'> {
  readonly views: readonly ConfidentView[];
}

/**
 * Entropy pooling with a confidence in each view: a mixture of nested posteriors. With confidences c1 < c2 < ... the
 * posterior of all views that are at least as sure as ck has the share ck - c(k-1), the prior what is left above the
 * surest; one view of confidence c is c x posterior + (1 - c) x prior. Views that cannot hold together are named, as
 * {@link entropyPooling} names them. @throws RangeError on a confidence outside 0 to 1, and as entropyPooling does.
 * Source: Meucci, Fully flexible views (2008), section on confidence (comonotonic case).
 */
export function confidentPooling({ views, ...input }: ConfidentPoolingInput): EntropyPoolingResult {
  const sure = views.map(({ confidence = 1 }) => confidence);
  if (!sure.every((one) => one >= 0 && one <= 1)) throw new RangeError(`confidences: ${sure.join(', ')}`);
  const base = entropyPooling({ ...input, views: [] });
  if (base.status !== 'ok') return base;
  const probabilities = new Float64Array(base.prior.length);
  let below = 0;
  const add = (from: Float64Array, share: number): void => {
    for (let t = 0; t < probabilities.length; t++) probabilities[t] += share * from[t];
  };
  for (const level of [...new Set(sure)].filter((one) => one > 0).sort((a, b) => a - b)) {
    const held = views.filter((_, at) => sure[at] >= level).map(({ view }) => view);
    const pooled = entropyPooling({ ...input, views: held });
    if (pooled.status !== 'ok') return pooled;
    add(pooled.probabilities, level - below);
    below = level;
  }
  add(base.prior, 1 - below);
  return {
    status: 'ok',
    probabilities,
    prior: base.prior,
    relativeEntropy: relativeEntropy(probabilities, base.prior),
    effectiveScenarios: effectiveScenarios(probabilities),
    moments: scenarioMoments(input.scenarios, probabilities)
  };
}
