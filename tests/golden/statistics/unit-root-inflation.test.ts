import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { augmentedDickeyFuller, kpss, phillipsPerron, type Trend } from '$lib/math/stats';
import golden from './unit-root-inflation.json';

const folder = process.env['SEXTANT_SHARED'];
const file = folder ? join(folder, 'data', 'macrodata.csv') : '';
const present = existsSync(file);
if (!present) console.log(`skipped ${golden.cases.length} rows: SEXTANT_SHARED is not set`);

/** Differences of the logarithm of the price index. */
function inflation(): number[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const column = head.replaceAll('"', '').split(',').indexOf('cpi');
  const logs = lines.map((line) => Math.log(Number(line.split(',')[column])));
  return logs.slice(1).map((value, t) => value - (logs[t] ?? NaN));
}

function statistic(name: string, trend: Trend, lags: number): number {
  if (name === 'ADF') return augmentedDickeyFuller(inflation(), { trend, lags }).statistic;
  if (name === 'KPSS') return kpss(inflation(), { trend: trend as 'c' | 'ct', lags }).statistic;
  return phillipsPerron(inflation(), { trend: trend as 'c', lags }).statistic;
}

describe.runIf(present)(`${golden.title} (${golden.source.work})`, () => {
  test.each(golden.cases)('$id', ({ inputs, expected }) => {
    const found = statistic(inputs.test, (inputs.trend ?? 'c') as Trend, inputs.lags);
    expect(Math.abs(found - expected.statistic)).toBeLessThan(golden.tolerance.abs);
  });
});
