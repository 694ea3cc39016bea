import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import {
  backtestOverfitting,
  bestTrial,
  deflatedSharpe,
  effectiveTrials,
  effectiveTrialsBySpectrum,
  expectedMaximumSharpe,
  haircutSharpes,
  minimumTrackRecord,
  probabilisticSharpe,
  superiorAbility,
  trialSharpes
} from '../index';
import type { TrialReturns } from '../index';

function strategies(trials: number, periods: number, seed: number): TrialReturns {
  const values = new Float64Array(trials * periods);
  randomStream(seed).fillNormal(values);
  return { values: values.map((z) => 0.01 * z), trials, periods };
}

/** Trials in another order. */
function turned({ values, trials, periods }: TrialReturns, by: number): TrialReturns {
  const out = new Float64Array(values.length);
  for (let k = 0; k < trials; k++) {
    out.set(values.subarray(k * periods, (k + 1) * periods), ((k + by) % trials) * periods);
  }
  return { values: out, trials, periods };
}

describe('Sharpe ratios', () => {
  it('the track record is where the probability is reached', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.2, noNaN: true }),
        fc.double({ min: -1, max: 0.5, noNaN: true }),
        fc.double({ min: 3, max: 12, noNaN: true }),
        fc.double({ min: 0.9, max: 0.999, noNaN: true }),
        (sharpe, skewness, kurtosis, confidence) => {
          const sample = { sharpe, skewness, kurtosis, periods: 2 };
          const periods = minimumTrackRecord(sample, 0.01, confidence);
          expect(probabilisticSharpe({ ...sample, periods }, 0.01)).toBeCloseTo(confidence, 8);
        }
      )
    );
    expect(minimumTrackRecord({ sharpe: 0, skewness: 0, kurtosis: 3, periods: 5 })).toBe(Infinity);
  });

  it('the expected maximum is that of normal draws, and one trial is deflated by nothing', () => {
    const draws = new Float64Array(400_000);
    randomStream(12).fillNormal(draws);
    let total = 0;
    for (let k = 0; k < 4000; k++) total += Math.max(...draws.subarray(100 * k, 100 * (k + 1)));
    // The deviation of the greatest of 100 is 0.43: 0.0068 for the mean of 4,000; the formula itself is off by 0.02.
    expect(Math.abs(expectedMaximumSharpe(100, 1) - total / 4000)).toBeLessThan(0.05);
    const sample = { sharpe: 0.1, skewness: 0, kurtosis: 3, periods: 500 };
    const alone = deflatedSharpe(sample, { trials: 1, sharpeVariance: 0.01 });
    expect(alone.deflated).toBe(alone.probabilistic);
    expect(alone.familywise).toBeCloseTo(1 - alone.probabilistic, 14);
    expect(() => deflatedSharpe(sample, { trials: 5, sharpeVariance: 0.01, effectiveTrials: 6 })).toThrow(RangeError);
  });

  it('more trials never make a ratio look better', () => {
    const sample = { sharpe: 0.09, skewness: -0.5, kurtosis: 5, periods: 1000 };
    let before = deflatedSharpe(sample, { trials: 1, sharpeVariance: 0.001 });
    for (const trials of [2, 3, 10, 100, 5000]) {
      const now = deflatedSharpe(sample, { trials, sharpeVariance: 0.001 });
      expect(now.deflated).toBeLessThan(before.deflated);
      expect(now.familywise).toBeGreaterThan(before.familywise);
      before = now;
    }
  });

  it('effective trials: one for copies, all for independent ones, clusters by their spectrum', () => {
    const base = strategies(4, 3000, 21);
    const copies = { ...base, trials: 12, values: Float64Array.from([...base.values, ...base.values, ...base.values]) };
    expect(effectiveTrialsBySpectrum(copies)).toBeCloseTo(4, 2);
    const same = {
      ...base,
      trials: 3,
      values: Float64Array.from([1, 2, 3].flatMap(() => [...base.values.subarray(0, 3000)]))
    };
    expect(effectiveTrials(same).byMeanCorrelation).toBeCloseTo(1, 10);
    expect(effectiveTrialsBySpectrum(same)).toBeCloseTo(1, 6);
    const many = effectiveTrials(strategies(200, 2000, 22));
    expect(many.byMeanCorrelation).toBeGreaterThan(198);
    expect(Math.abs(many.meanCorrelation)).toBeLessThan(0.005);
  });

  it('the best trial is found wherever it stands', () => {
    const set = strategies(20, 400, 23);
    const first = bestTrial(set);
    const other = bestTrial(turned(set, 7));
    expect(other.best).toBe((first.best + 7) % 20);
    expect(other.deflated).toBeCloseTo(first.deflated, 12);
    expect(first.sharpe).toBe(Math.max(...trialSharpes(set)));
  });

  it('haircuts: none for one trial, more for more, Holm never above Bonferroni', () => {
    const ratios = [0.3, 0.25, 0.1, -0.2, 0.02];
    expect(haircutSharpes([0.3], 100, 'bonferroni').haircuts[0]).toBeCloseTo(0, 12);
    const [holm, bonferroni] = (['holm', 'bonferroni'] as const).map((kind) => haircutSharpes(ratios, 120, kind, 40));
    holm.adjusted.forEach((p, k) => expect(p).toBeLessThanOrEqual(bonferroni.adjusted[k]));
    expect(holm.sharpes[3]).toBeLessThanOrEqual(0);
    expect(() => haircutSharpes(ratios, 120, 'holm', 3)).toThrow(RangeError);
  });
});

describe('backtestOverfitting', () => {
  it('does not hang on the order of trials, and a strategy that always wins is not overfitted', () => {
    const set = strategies(12, 160, 31);
    const one = backtestOverfitting(set, 8);
    const other = backtestOverfitting(turned(set, 5), 8);
    expect(other.probability).toBe(one.probability);
    expect(Array.from(other.logits)).toEqual(Array.from(one.logits));
    const sure = { ...set, values: set.values.map((r, at) => (at < 160 ? r + 0.05 : r)) };
    expect(backtestOverfitting(sure, 8).probability).toBe(0);
    expect(backtestOverfitting(sure, 8).probabilityOfLoss).toBe(0);
  });

  it('a winner of one half that loses the other is overfitted throughout', () => {
    // Each trial earns in one block what it loses in the others: what was best in sample is worst out of sample.
    const periods = 80;
    const values = new Float64Array(4 * periods);
    randomStream(33).fillNormal(values);
    for (let at = 0; at < values.length; at++) {
      const [trial, block] = [Math.floor(at / periods), Math.floor((at % periods) / 20)];
      values[at] = 0.001 * values[at] + (trial === block ? 0.03 : -0.01);
    }
    const found = backtestOverfitting({ values, trials: 4, periods }, 4);
    expect(found.probability).toBe(1);
    expect(found.probabilityOfLoss).toBe(1);
  });

  it('stops when told, and refuses what cannot be halved', () => {
    const set = strategies(2000, 64, 32);
    const stopped = backtestOverfitting(set, 16, (done) => done < 1000);
    expect([stopped.complete, stopped.combinations]).toEqual([false, 2000]);
    expect(stopped.logits.length).toBe(2000);
    for (const blocks of [3, 0, 22, 2.5]) expect(() => backtestOverfitting(set, blocks)).toThrow(RangeError);
    expect(() => backtestOverfitting(strategies(2, 20, 1), 16)).toThrow(RangeError);
  });
});

describe('superiorAbility', () => {
  it('Hansen lies between his bounds; the same seed draws the same; units change nothing studentized', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        (seed, trials, blockLength) => {
          const set = strategies(trials, 90, seed);
          const options = { blockLength, draws: 200, seed };
          const found = superiorAbility(set, options);
          expect(found.lower).toBeLessThanOrEqual(found.consistent);
          expect(found.consistent).toBeLessThanOrEqual(found.upper);
          expect(superiorAbility(set, options)).toEqual(found);
          const scaled = { ...set, values: set.values.map((r, at) => (at < 90 ? 8 * r : r)) };
          const other = superiorAbility(scaled, options);
          expect([other.lower, other.consistent, other.upper]).toEqual([found.lower, found.consistent, found.upper]);
        }
      ),
      { numRuns: 40 }
    );
  });

  it('without an edge 5 % are rejected, with one it is found', () => {
    let [hansen, white, found] = [0, 0, 0];
    const worlds = 200;
    for (let world = 0; world < worlds; world++) {
      const set = strategies(10, 250, 7000 + world);
      const options = { blockLength: 1, draws: 250, seed: world };
      const none = superiorAbility(set, options);
      if (none.consistent <= 0.05) hansen++;
      if (none.realityCheck <= 0.05) white++;
      const edged = { ...set, values: set.values.map((r, at) => (at < 250 ? r + 0.0025 : r)) };
      const some = superiorAbility(edged, options);
      if (some.adjusted[0] <= 0.05) found++;
    }
    // 5 % of 200 with four standard errors; the edge is four standard errors of its mean against a hurdle of 2.6.
    for (const count of [hansen, white])
      expect(count / worlds).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / worlds));
    expect(found / worlds).toBeGreaterThan(0.8);
  });

  it('stops when told and refuses blocks that are no blocks', () => {
    const set = strategies(3, 50, 3);
    const stopped = superiorAbility(set, { blockLength: 5, progress: (done) => done < 100 });
    expect([stopped.draws, stopped.complete]).toEqual([100, false]);
    for (const blockLength of [0.5, 51, NaN]) expect(() => superiorAbility(set, { blockLength })).toThrow(RangeError);
    const still = { values: new Float64Array(50), trials: 1, periods: 50 };
    expect(() => superiorAbility(still, { blockLength: 2 })).toThrow(RangeError);
  });
});
