import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linearRegression, type ErrorModel, type LinearRegression } from '$lib/math/stats';

type Figures = Partial<Record<keyof LinearRegression, number | number[]>>;
interface Table {
  readonly title: string;
  readonly source: { readonly work: string };
  readonly tolerance: { readonly rel: number };
  readonly shared: { readonly y: number[]; readonly x: number[][] };
  readonly cases: {
    id: string;
    inputs: { rows?: number; errors: ErrorModel; law: 'student' | 'normal' };
    expected: Figures;
  }[];
}
const table = JSON.parse(readFileSync(new URL('./regression-errors.json', import.meta.url), 'utf8')) as Table;
const { shared, tolerance } = table;

describe(`${table.title} (${table.source.work})`, () => {
  test.each(table.cases)('$id', ({ inputs, expected }) => {
    const fit = linearRegression(
      shared.y.slice(0, inputs.rows),
      shared.x.map((column) => column.slice(0, inputs.rows)),
      inputs
    );
    if (fit.status !== 'ok') throw new Error('dependent');
    for (const [name, wanted] of Object.entries(expected)) {
      const actual = fit[name as 'coefficients'] as Float64Array | number;
      const [left, right] = [typeof actual === 'number' ? [actual] : [...actual], [wanted].flat()];
      expect(left.length, name).toBe(right.length);
      for (const [at, value] of right.entries()) {
        expect(Math.abs((left[at] ?? NaN) / value - 1), `${name} ${at}`).toBeLessThan(tolerance.rel);
      }
    }
  });
});
