import { describe, expect, it } from 'vitest';
import {
  backtestOverfitting,
  deflatedSharpe,
  haircutSharpes,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeSample,
  superiorAbility,
  trialSharpes
} from '$lib/quant/validation';
import table from './overfitting-libraries.json';

const { periods, trials, returns } = table.shared;
const values = Float64Array.from({ length: trials * periods }, (_, at) => {
  return returns[(at % periods) * trials + Math.floor(at / periods)];
});
const matrix = { values, trials, periods };
const series = (k: number): Float64Array => values.subarray(k * periods, (k + 1) * periods);
const near = (found: number, expected: number, tolerance = table.tolerance.abs): void =>
  expect(Math.abs(found - expected), `${found} for ${expected}`).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected))
  );
const total = (of: Float64Array): number => of.reduce((sum, value) => sum + value, 0);

describe(table.source.work, () => {
  for (const row of table.overfitting) {
    it(`probability of overfitting, ${row.blocks} blocks`, () => {
      const found = backtestOverfitting(matrix, row.blocks);
      expect(found.combinations).toBe(row.combinations);
      near(found.probability, row.probability);
      near(found.probability, row.probabilityFactorQc);
      near(total(found.logits), row.logitSum);
      near(total(found.logits.map((value) => value * value)), row.logitSquares);
      near(total(found.inSample), row.inSampleSum);
      near(total(found.outOfSample), row.outOfSampleSum);
      near(found.probabilityOfLoss, row.loss);
      near(found.degradation.slope, row.slope);
      near(found.degradation.intercept, row.intercept);
    });
  }

  it('probabilistic and deflated Sharpe ratios, track records', () => {
    for (const row of table.deflated) {
      const sample = sharpeSample(series(row.trial));
      near(sample.sharpe, row.sharpe);
      near(sample.skewness, row.skewness);
      near(sample.kurtosis, row.kurtosis);
      const found = deflatedSharpe(sample, { trials: 40, sharpeVariance: 0.004 });
      near(found.expectedMaximum, row.expectedMaximum, table.tolerance.quantile);
      near(found.deflated, row.deflated, table.tolerance.quantile);
      near(found.probabilistic, row.probabilistic);
      near(probabilisticSharpe(sample, 0.02), row.probabilisticFynance);
      const record = minimumTrackRecord(sample, 0.02);
      if (row.track === null) expect(record).toBe(Infinity);
      else near(record, row.track, table.tolerance.quantile);
    }
  });

  it('haircuts', () => {
    const sharpes = trialSharpes(matrix);
    for (const adjustment of ['sidak', 'bonferroni', 'holm', 'bhy'] as const) {
      const found = haircutSharpes(sharpes, periods, adjustment);
      table.haircut.lists.single.forEach((p, k) => near(found.single[k], p));
      table.haircut.lists[adjustment].forEach((p, k) => near(found.adjusted[k], p));
    }
    for (const row of table.haircut.single) {
      const found = haircutSharpes([row.sharpe], row.periods, 'bonferroni', row.trials);
      near(found.adjusted[0], row.adjusted);
      near(found.sharpes[0], row.adjustedSharpe, table.tolerance.quantile);
      near(found.haircuts[0], row.haircut, table.tolerance.quantile);
    }
  });

  for (const row of table.ability) {
    it(`superior ability, blocks of ${row.blockLength}, above ${row.benchmark}`, () => {
      const excess = { ...matrix, values: values.map((value) => value - row.benchmark) };
      const draws = 10_000;
      const found = superiorAbility(excess, { blockLength: row.blockLength, draws, seed: 3, studentized: false });
      for (const kind of ['lower', 'consistent', 'upper'] as const) {
        const p = row[kind];
        near(found[kind], p, 4.5 * Math.sqrt(p * (1 - p) * (1 / draws + 1 / row.reps)));
      }
      expect(found.realityCheck).toBe(found.upper);
      expect(Array.from(found.adjusted.keys()).filter((k) => found.adjusted[k] < 0.1)).toEqual(row.superior);
    });
  }
});
