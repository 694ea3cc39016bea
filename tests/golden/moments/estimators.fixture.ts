import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { halfLifeFromSpan } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';

/** A row of a table of estimators: the spec as JSON has it, and figures of the program named. */
export interface EstimatorRow {
  readonly id: string;
  readonly program: string;
  readonly spec: Record<string, unknown> & { readonly method: string };
  readonly table?: string;
  /** Columns of the table that the row is about; all when absent. */
  readonly columns?: readonly number[];
  readonly expected: {
    readonly covariance?: number[];
    readonly expectedReturns?: number[];
    readonly shrinkage?: number;
    readonly outliers?: number;
    readonly alpha?: number;
  };
  readonly tol?: { readonly rel: number };
}

export interface EstimatorTable<Shared> {
  readonly source: { readonly work: string };
  readonly tolerance: { readonly rel: number };
  readonly shared: Shared;
  readonly determinant?: { readonly program: string; readonly logDeterminant: number };
  readonly cases: readonly EstimatorRow[];
}

export const tableNamed = <Shared>(name: string): EstimatorTable<Shared> =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as EstimatorTable<Shared>;

interface MadeUp {
  rows: number;
  columns: number;
  returns: number[];
  market: number[];
  factors: number[];
}

/** The made-up returns, market and factors of the tables. */
export const { shared: madeUp, determinant = { program: 'none', logDeterminant: NaN } } =
  tableNamed<MadeUp>('covariance-estimators');

export const matrixOf = (values: readonly (number | null)[], columns: number): ReturnMatrix => ({
  values: Float64Array.from(values, (value) => value ?? NaN),
  rows: values.length / columns,
  columns
});

/** A spec of JSON with its spans as half-lives and its data in place. */
export function specOf<Spec>(spec: EstimatorRow['spec']): Spec {
  const entries = Object.entries(spec).map(([name, value]) => {
    if (name === 'halfLife' && typeof value === 'object')
      return [name, halfLifeFromSpan((value as { span: number }).span)];
    if (value === 'market') return [name, Float64Array.from(madeUp.market)];
    if (value === 'factors') return [name, matrixOf(madeUp.factors, 2)];
    return [name, Array.isArray(value) ? Float64Array.from(value as number[]) : value];
  });
  return Object.fromEntries(entries) as Spec;
}

/** Every figure within `rel` of the greatest expected one, which for a matrix is its scale. */
export function expectWithin(actual: ArrayLike<number>, expected: readonly number[], rel: number): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...expected.map((value, at) => Math.abs((actual[at] ?? NaN) - value)));
  expect(worst / scale).toBeLessThan(rel);
}
