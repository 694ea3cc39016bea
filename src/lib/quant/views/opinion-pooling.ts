import { exp, log } from '$lib/math/elementary';
import { relativeEntropy } from './scenario-moments';

/** One expert: probabilities of common scenarios. */
export interface Opinion {
  readonly id: string;
  readonly probabilities: Float64Array;
  /** Trust in the opinion, 0 to 1; equal shares when all are absent. */
  readonly trust?: number;
}

/** How opinions become one. */
export interface PoolingOptions {
  /**
   * `linear`: the mean of the probabilities (Stone 1961), any scenario that somebody believes in is kept. `logarithmic`:
   * the geometric mean, made to add up to 1 (Genest and Zidek 1986), a scenario that anybody rules out is gone.
   */
  readonly method: 'linear' | 'logarithmic';
  /** Trust is multiplied by exp(-penalty x relative entropy of the opinion from the mean of all), >= 0; 0 when absent. */
  readonly divergencePenalty?: number;
}

/** The common opinion. */
export interface PooledOpinion {
  readonly status: 'ok';
  readonly probabilities: Float64Array;
  /** Trust after the penalty, in the order of the opinions; adds up to 1 with `uninformed`. */
  readonly trusts: Float64Array;
  /** Trust that was given to nobody: it goes to equal probabilities. */
  readonly uninformed: number;
  /** Relative entropy of each opinion from the linear pool under the first trusts. */
  readonly divergences: Float64Array;
}

/** The opinions rule out every scenario between them, so that their geometric mean is zero throughout. */
export interface DisjointOpinions {
  readonly status: 'disjoint';
}

function trustsOf(opinions: readonly Opinion[]): { trusts: Float64Array; uninformed: number } {
  const given = opinions.filter(({ trust }) => trust !== undefined).length;
  if (given === 0) return { trusts: new Float64Array(opinions.length).fill(1 / opinions.length), uninformed: 0 };
  if (given < opinions.length) throw new RangeError('trust is given for some opinions and not for others');
  const trusts = Float64Array.from(opinions, ({ trust }) => trust ?? 0);
  const total = trusts.reduce((sum, value) => sum + value, 0);
  if (!trusts.every((value) => value >= 0 && value <= 1)) throw new RangeError('a trust is outside 0 to 1');
  if (total > 1 + 1e-8) throw new RangeError(`trusts add up to ${total}, more than 1`);
  if (total > 1 - 1e-8) return { trusts: trusts.map((value) => value / total), uninformed: 0 };
  return { trusts, uninformed: 1 - total };
}

function requireProbabilities({ id, probabilities }: Opinion, count: number): void {
  if (probabilities.length !== count) throw new RangeError(`${id}: ${probabilities.length} probabilities for ${count}`);
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  if (!probabilities.every((p) => p >= 0) || Math.abs(total - 1) > 1e-9) {
    throw new RangeError(`${id}: probabilities add up to ${total}, or one is below zero`);
  }
}

function linearPool(beliefs: readonly Float64Array[], trusts: Float64Array): Float64Array {
  const out = new Float64Array(beliefs[0]?.length ?? 0);
  beliefs.forEach((belief, i) => {
    for (let t = 0; t < out.length; t++) out[t] = (out[t] ?? 0) + (trusts[i] ?? 0) * (belief[t] ?? 0);
  });
  return out;
}

function logarithmicPool(beliefs: readonly Float64Array[], trusts: Float64Array): Float64Array | undefined {
  const logs = new Float64Array(beliefs[0]?.length ?? 0);
  beliefs.forEach((belief, i) => {
    const trust = trusts[i] ?? 0;
    if (trust === 0) return;
    for (let t = 0; t < logs.length; t++) logs[t] = (logs[t] ?? 0) + trust * log(belief[t] ?? 0);
  });
  const most = logs.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
  if (most === -Infinity) return undefined;
  const masses = logs.map((value) => exp(value - most));
  const total = masses.reduce((sum, value) => sum + value, 0);
  return masses.map((value) => value / total);
}

/**
 * One probability for each scenario from the opinions of several. Trust left over goes to equal probabilities. A
 * view of confidence c, in the sense of Meucci (2008), is the linear pool of its posterior with trust c and of the prior.
 * @throws RangeError on opinions that are no probabilities, and on trusts that are below 0 or add up to more than 1.
 * Source: Stone (1961); Genest and Zidek, Combining probability distributions (1986); Dietrich and List (2017).
 */
export function opinionPooling(
  opinions: readonly Opinion[],
  { method, divergencePenalty = 0 }: PoolingOptions
): PooledOpinion | DisjointOpinions {
  const count = opinions[0]?.probabilities.length ?? 0;
  if (count === 0) throw new RangeError('no opinions');
  if (!(divergencePenalty >= 0 && divergencePenalty < Infinity)) {
    throw new RangeError(`penalty must not be negative: ${divergencePenalty}`);
  }
  for (const opinion of opinions) requireProbabilities(opinion, count);
  const given = trustsOf(opinions);
  const beliefs = opinions.map(({ probabilities }) => probabilities);
  let trusts = given.trusts;
  if (given.uninformed > 0) {
    beliefs.push(new Float64Array(count).fill(1 / count));
    trusts = Float64Array.from([...given.trusts, given.uninformed]);
  }
  const consensus = linearPool(beliefs, trusts);
  const divergences = Float64Array.from(beliefs, (belief) => relativeEntropy(belief, consensus));
  if (divergencePenalty > 0) {
    const nearest = divergences.reduce(
      (least, value, i) => ((trusts[i] ?? 0) > 0 ? Math.min(least, value) : least),
      Infinity
    );
    // Less the least divergence, so that no penalty makes all of them vanish.
    const damped = trusts.map((trust, i) =>
      trust > 0 ? trust * exp(-divergencePenalty * ((divergences[i] ?? 0) - nearest)) : 0
    );
    const total = damped.reduce((sum, value) => sum + value, 0);
    trusts = damped.map((value) => value / total);
  }
  const probabilities = method === 'linear' ? linearPool(beliefs, trusts) : logarithmicPool(beliefs, trusts);
  if (!probabilities) return { status: 'disjoint' };
  return {
    status: 'ok',
    probabilities,
    trusts: trusts.slice(0, opinions.length),
    uninformed: given.uninformed > 0 ? (trusts[opinions.length] ?? 0) : 0,
    divergences: divergences.slice(0, opinions.length)
  };
}
