import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { indicator, indicators } from '$lib/quant/indicators';

interface Row {
  readonly id: string;
  readonly parameters: Record<string, number>;
  readonly line: string;
  readonly work: string;
  readonly note?: string;
  readonly tol: number;
  readonly first?: number;
  readonly expected: Record<string, number>;
}
const table = JSON.parse(readFileSync(new URL('./indicators.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  shared: Record<'high' | 'low' | 'close' | 'volume', number[]>;
  cases: Row[];
};
const { high, low, close, volume } = table.shared;
const bars = {
  high: Float64Array.from(high),
  low: Float64Array.from(low),
  close: Float64Array.from(close),
  volume: Float64Array.from(volume)
};

describe(table.source.work, () => {
  for (const row of table.cases) {
    test(`${row.id} ${row.line} ${JSON.stringify(row.parameters)}: ${row.work}`, () => {
      const line = indicator(row.id, row.parameters, bars).find(({ id }) => id === row.line);
      const values = line?.values ?? new Float64Array(0);
      if (row.first !== undefined) expect(values.findIndex(Number.isFinite)).toBe(row.first);
      const size = Math.max(...Object.values(row.expected).map(Math.abs));
      for (const [index, expected] of Object.entries(row.expected)) {
        const within = row.tol * Math.max(Math.abs(expected), size / 100);
        expect(Math.abs((values[Number(index)] ?? NaN) - expected), `day ${index}`).toBeLessThanOrEqual(within);
      }
    });
  }

  test('every indicator has a row for each of its lines', () => {
    const rows = new Set(table.cases.map(({ id, line }) => `${id} ${line}`));
    const missing = indicators.flatMap(({ id, lines }) =>
      lines.map((line) => `${id} ${line.id}`).filter((one) => !rows.has(one))
    );
    expect(missing).toEqual([]);
  });
});
