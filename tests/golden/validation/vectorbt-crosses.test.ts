import { expect, it } from 'vitest';
import { movingAverageSweep } from '$lib/quant/validation';
import table from './vectorbt-moving-average-crosses.json';

const { prices, pairs } = table.shared;

for (const row of table.cases) {
  it(`${table.source.work}: series ${row.asset}, cost ${row.cost}, delay ${row.delay}`, () => {
    const series = Float64Array.from(prices[row.asset]);
    const sweep = movingAverageSweep({
      prices: series,
      days: series.length,
      pairs: pairs.map(([fast, slow]) => ({ fast, slow })),
      cost: row.cost,
      delay: row.delay === 1 ? 1 : 0,
      periodsPerYear: 252
    });
    expect(sweep.trials).toBe(pairs.length);
    for (const figure of ['totalReturn', 'sharpe', 'maximumDrawdown', 'trades'] as const) {
      row[figure].forEach((expected, p) => {
        const gap =
          expected === null ? (Number.isNaN(sweep[figure][p]) ? 0 : NaN) : Math.abs(sweep[figure][p] - expected);
        if (!(gap <= table.tolerance.abs))
          throw new Error(`${figure} of ${pairs[p]}: ${sweep[figure][p]}, not ${expected}`);
      });
    }
  });
}
