import { describe, expect, it } from 'vitest';
import { minimumVarianceWeights, outOfSample, purgedFoldSplits, walkForwardSplits } from '$lib/quant/validation';
import type { Span } from '$lib/quant/validation';
import table from './skfolio-out-of-sample.json';

const { rows, columns } = table.shared;
const returns = { values: Float64Array.from(table.shared.returns), rows, columns };
const pairs = (spans: readonly Span[]): number[][] => spans.map(({ start, end }) => [start, end]);

describe(table.source.work, () => {
  for (const { rows: length, spec, splits, paths } of table.combinations) {
    it(`${spec.testFolds} of ${spec.folds} folds over ${length} rows`, () => {
      const plan = purgedFoldSplits(length, spec);
      expect(plan.splits.map(({ train, test }) => ({ train: pairs(train), test: pairs(test) }))).toEqual(splits);
      const pathOf = plan.splits.map(({ test }) => test.map(() => -1));
      plan.paths.forEach((path, number) => path.forEach(({ split, test }) => (pathOf[split][test] = number)));
      expect(pathOf).toEqual(paths);
    });
  }

  table.walks.forEach(({ rows: length, spec, splits }, k) => {
    it(`walk ${k} over ${length} rows`, () => {
      const plan = walkForwardSplits(length, spec);
      expect(plan.splits.map(({ train, test }) => ({ train: pairs(train), test: pairs(test) }))).toEqual(splits);
    });
  });

  for (const row of table.cases) {
    it(`minimum variance, ${row.id}`, () => {
      const plan =
        'folds' in row.spec
          ? purgedFoldSplits(rows, row.spec as { folds: number })
          : walkForwardSplits(rows, row.spec as { window: number; test: number });
      const holding = row.holding === 'drifting' ? 'drifting' : 'rebalanced';
      const found = outOfSample(returns, plan, minimumVarianceWeights(returns, row.bounds), { holding });
      let apart = 0;
      row.returns.forEach((expected, path) => {
        expect(found.paths[path].returns.length).toBe(expected.length);
        expected.forEach((value, t) => (apart = Math.max(apart, Math.abs(found.paths[path].returns[t] - value))));
      });
      plan.paths[0].forEach(({ split }, piece) =>
        row.weights[piece].forEach((w, j) => (apart = Math.max(apart, Math.abs(found.weights[split][j] - w))))
      );
      expect(apart).toBeLessThan(table.tolerance.abs);
    });
  }
});
