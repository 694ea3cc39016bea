import { describe, expect, test } from 'vitest';
import { measured, measures, type Convention, type MeasureInput } from '$lib/quant/measures';
import { periodicRate } from '$lib/quant/returns';
import { expectFigure, table } from './performance.fixture';

interface Inputs {
  readonly series: string;
  readonly riskFreeRate: number;
  readonly convention: Convention | 'skfolio';
}
interface Table {
  readonly source: { readonly work: string };
  readonly tolerance: { readonly rel: number };
  readonly shared: {
    readonly series: Record<
      string,
      { start: number; days: number[]; returns: number[]; benchmark: number[]; periodsPerYear: number }
    >;
  };
  readonly cases: readonly {
    id: string;
    inputs: Inputs;
    expected: Record<string, number | string | null>;
    tol?: number;
    tolAbs?: number;
  }[];
}

const { source, shared, cases, tolerance } = table<Table>('measures-made-up');

function input({ series, riskFreeRate }: Inputs): MeasureInput {
  const { returns, benchmark, periodsPerYear, ...rest } = shared.series[series];
  return {
    ...rest,
    periodsPerYear,
    returns: Float64Array.from(returns),
    benchmark: Float64Array.from(benchmark),
    riskFree: periodicRate(riskFreeRate, periodsPerYear)
  };
}

/** Figures near zero are held to the size of what they are made of: a return of a day. */
const FLOOR = 1e-14;

describe(`rows of ${source.work}`, () => {
  test.each(cases)('$id', ({ inputs, expected, tol = tolerance.rel, tolAbs = FLOOR }) => {
    const { convention } = inputs;
    const figures = measured(input(inputs), convention === 'skfolio' ? 'sextant' : convention);
    const misses: string[] = [];
    for (const [id, wanted] of Object.entries(expected)) {
      try {
        expectFigure(figures[id] ?? NaN, wanted, Math.max(tolAbs, tol * Math.abs(Number(wanted))));
      } catch {
        misses.push(`${id}: ${figures[id]} for ${wanted}`);
      }
    }
    expect(misses).toEqual([]);
  });

  test('every measure has rows', () => {
    const seen = new Set(cases.flatMap(({ expected }) => Object.keys(expected)));
    expect(measures.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });
});
