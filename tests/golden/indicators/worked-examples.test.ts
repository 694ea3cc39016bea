import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { indicator, type Bars } from '$lib/quant/indicators';

const table = JSON.parse(readFileSync(new URL('./worked-examples.json', import.meta.url), 'utf8')) as {
  title: string;
  cases: {
    id: string;
    work: string;
    parameters: Record<string, number>;
    line: string;
    tol: number;
    bars: Record<'close', number[]> & Partial<Record<'high' | 'low', number[]>>;
    first: number;
    expected: number[];
  }[];
};

describe(table.title, () => {
  for (const { id, work, parameters, line, tol, bars, first, expected } of table.cases) {
    test(`${id} ${line}: ${work}`, () => {
      const series: Bars = {
        close: Float64Array.from(bars.close),
        ...(bars.high && { high: Float64Array.from(bars.high) }),
        ...(bars.low && { low: Float64Array.from(bars.low) })
      };
      const values = indicator(id, parameters, series).find((one) => one.id === line)?.values;
      expect(values?.findIndex(Number.isFinite)).toBe(first);
      expected.forEach((value, at) => {
        expect(Math.abs((values?.[first + at] ?? NaN) - value), `day ${first + at}`).toBeLessThanOrEqual(tol);
      });
    });
  }
});
