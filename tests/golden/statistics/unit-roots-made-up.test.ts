import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  archEffects,
  augmentedDickeyFuller,
  dickeyFullerGls,
  durbinWatson,
  engleGranger,
  jarqueBera,
  kpss,
  ljungBox,
  phillipsPerron,
  varianceRatio,
  type LagChoice,
  type Trend
} from '$lib/math/stats';

interface Inputs {
  readonly test: string;
  readonly series: string;
  readonly others?: string[];
  readonly trend?: Trend;
  readonly lags: number | 'aic' | 'bic' | null;
  readonly fitted?: number;
  readonly periods?: number;
  readonly robust?: boolean;
}
interface Table {
  readonly title: string;
  readonly source: { readonly work: string };
  readonly tolerance: { readonly rel: number; readonly abs: number };
  readonly shared: Record<string, number[]>;
  readonly cases: { id: string; inputs: Inputs; expected: Record<string, number | (number | null)[]> }[];
}
const table = JSON.parse(readFileSync(new URL('./unit-roots-made-up.json', import.meta.url), 'utf8')) as Table;
const { shared, tolerance } = table;

const series = (name: string): number[] => shared[name] ?? [];
const steps = (values: number[]): number[] => values.slice(1).map((value, t) => value - (values[t] ?? NaN));
/** Left out where the row leaves the choice to the test. */
const options = <T extends Trend>(trend: T, lags: number | null): { trend: T; lags?: number } =>
  lags === null ? { trend } : { trend, lags };

function answer({ test: name, trend, lags, ...rest }: Inputs): object {
  const values = series(rest.series);
  const choice: LagChoice = typeof lags === 'string' ? { criterion: lags } : (lags ?? 0);
  const whole = typeof lags === 'string' ? null : lags;
  switch (name) {
    case 'adf':
      return augmentedDickeyFuller(values, { trend: trend ?? 'c', lags: choice });
    case 'dfgls':
      return dickeyFullerGls(values, { trend: trend as 'c' | 'ct', lags: choice });
    case 'pp':
      return phillipsPerron(values, options(trend as 'n' | 'c' | 'ct', whole));
    case 'kpss':
      return kpss(values, options(trend as 'c' | 'ct', whole));
    case 'coint':
      return engleGranger(values, (rest.others ?? []).map(series), { trend: trend ?? 'c', lags: choice });
    case 'variance-ratio':
      return varianceRatio(steps(values), rest.periods ?? 0, { robust: rest.robust === true });
    case 'ljung-box':
      return ljungBox(values, whole ?? 0, rest.fitted);
    case 'arch':
      return archEffects(values, whole ?? 0);
    case 'jarque-bera':
      return jarqueBera(values);
    case 'durbin-watson':
      return { statistic: durbinWatson(values) };
    default:
      throw new Error(`no test is called ${name}`);
  }
}

describe(`${table.title} (${table.source.work})`, () => {
  test.each(table.cases)('$id', ({ inputs, expected }) => {
    const found = answer(inputs) as Record<string, number> & { criticalValues?: object };
    for (const [name, wanted] of Object.entries(expected)) {
      const actual = name === 'criticalValues' ? Object.values(found.criticalValues ?? {}) : [found[name]];
      for (const [at, value] of [wanted].flat().entries()) {
        const one = Number(actual[at]);
        if (value === null) expect(one).toBeNaN();
        else {
          const allowed = Math.max(tolerance.abs, tolerance.rel * Math.abs(value));
          expect(Math.abs(one - value), `${name}: ${one} for ${value}`).toBeLessThanOrEqual(allowed);
        }
      }
    }
  });
});
