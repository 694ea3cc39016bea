import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  betaRatio,
  chiSquareCdf,
  chiSquareQuantile,
  logGamma,
  lowerGammaRatio,
  normalCdf,
  normalDensity,
  normalQuantile,
  studentTCdf,
  studentTTwoSided,
  upperGammaRatio
} from '$lib/math/distributions';
import {
  correlation,
  covariance,
  linearRegression,
  mean,
  populationVariance,
  quantile,
  skewness,
  standardDeviation,
  variance
} from '$lib/math/stats';
import { seriesRisk } from '$lib/quant/risk';

type Argument = number | boolean | string | Argument[];
interface Table {
  readonly title: string;
  readonly source: { readonly work: string };
  readonly tolerance: { readonly rel: number; readonly abs: number };
  readonly cases: {
    readonly id: string;
    readonly inputs: { readonly function: string; readonly args: Argument[] };
    readonly expected: { readonly value: number };
    readonly tol?: number;
  }[];
}
const table = JSON.parse(readFileSync(new URL('./excel-statistical.json', import.meta.url), 'utf8')) as Table;

/** The numbers of an argument, however nested: spreadsheets pass over text and truth values in a range. */
function numbers(argument: Argument | undefined): number[] {
  if (Array.isArray(argument)) return argument.flatMap(numbers);
  return typeof argument === 'number' ? [argument] : [];
}

/** Pairs of which both are numbers. */
function pairs(args: Argument[]): { a: number[]; b: number[] } {
  const [left = [], right = []] = args.filter((one) => Array.isArray(one));
  const both = left.flatMap((value, at) => {
    const other = right[at];
    return typeof value === 'number' && typeof other === 'number' ? [[value, other] as const] : [];
  });
  return { a: both.map(([value]) => value), b: both.map(([, value]) => value) };
}

function line(args: Argument[]) {
  const { a, b } = pairs(args);
  const fit = linearRegression(a, [b]);
  if (fit.status !== 'ok') throw new Error('dependent');
  return fit;
}

/** The product's own functions under the names of a spreadsheet; in a row of 0 and 1, x is the first number. */
const functions: Record<string, (args: Argument[], x: number, p: number, q: number) => number> = {
  AVEDEV: (args) => {
    const values = Float64Array.from(numbers(args));
    return seriesRisk(values, { measure: 'mean-absolute-deviation' });
  },
  'BETA.DIST': (args, x, a, b) => {
    const [low = 0, high = 1] = numbers(args.slice(4));
    return betaRatio((x - low) / (high - low), a, b);
  },
  'CHISQ.DIST': (_, x, freedom) => chiSquareCdf(x, freedom),
  'CHISQ.INV': (_, p, freedom) => chiSquareQuantile(p, freedom),
  'CONFIDENCE.NORM': (_, alpha, deviation, size) => (normalQuantile(1 - alpha / 2) * deviation) / Math.sqrt(size),
  CORREL: (args) => correlation(pairs(args).a, pairs(args).b),
  'COVARIANCE.S': (args) => covariance(pairs(args).a, pairs(args).b),
  DEVSQ: (args) => populationVariance(numbers(args)) * numbers(args).length,
  FORECAST: (args, x) => {
    const [level = NaN, slope = NaN] = line(args).coefficients;
    return level + slope * x;
  },
  'GAMMA.DIST': (_, x, shape, scale) => lowerGammaRatio(shape, x / scale),
  GAMMALN: (_, x) => logGamma(x),
  GAUSS: (_, x) => normalCdf(x) - 0.5,
  INTERCEPT: (args) => line(args).coefficients[0] ?? NaN,
  'LOGNORM.DIST': (args, x, centre, spread) => {
    const z = (Math.log(x) - centre) / spread;
    return args[3] === true ? normalCdf(z) : normalDensity(z) / (x * spread);
  },
  'LOGNORM.INV': (_, p, centre, spread) => Math.exp(centre + spread * normalQuantile(p)),
  'NORM.INV': (_, p, centre, spread) => centre + spread * normalQuantile(p),
  'PERCENTILE.INC': (args) => quantile(numbers(args[0]), Number(args[1])),
  PHI: (_, x) => normalDensity(x),
  'POISSON.DIST': (_, count, rate) => upperGammaRatio(count + 1, rate),
  'QUARTILE.INC': (args) => quantile(numbers(args[0]), Number(args[1]) / 4),
  'SKEW.P': (args) => skewness(numbers(args)),
  'STDEV.P': (args) => Math.sqrt(populationVariance(numbers(args))),
  STEYX: (args) => line(args).residualDeviation,
  'T.DIST': (_, t, freedom, tails) => (tails === 2 ? studentTTwoSided(t, freedom) : studentTCdf(-t, freedom)),
  'VAR.S': (args) => variance(numbers(args)),
  'Z.TEST': (args) => {
    const values = numbers(args[0]);
    return normalCdf(((Number(args[1]) - mean(values)) / standardDeviation(values)) * Math.sqrt(values.length));
  }
};

/** Rows that are left out, by function or by row, and why. */
const leftOut: Record<string, string> = {
  'BETA.DIST-2': 'the product has no density of the beta law',
  'BETA.INV': 'the product has no quantile of the beta law',
  'BINOM.DIST': 'no binomial probabilities of single counts',
  'CHISQ.TEST': 'no test of contingency tables',
  'F.DIST': 'the product has tail and distribution function of the F law, no density',
  'F.INV': 'no quantile of the F law',
  FISHER: 'no transformed correlations',
  'GAMMA.DIST-2': 'no density of the gamma law',
  GEOMEAN: 'growth is compounded from returns, not averaged from levels',
  'PERCENTILE.EXC': 'quantiles are of type 7 (inclusive) throughout',
  'QUARTILE.EXC': 'quantiles are of type 7 (inclusive) throughout',
  'PERCENTRANK.EXC': 'no percentage ranks',
  'PERCENTRANK.INC': 'no percentage ranks',
  'T.TEST': 'no test of two samples; the rows do not say tails and type either',
  'WEIBULL.DIST': 'no Weibull law'
};

const reason = ({ id, inputs }: Table['cases'][number]): string | undefined => leftOut[id] ?? leftOut[inputs.function];
const tested = table.cases.filter((row) => reason(row) === undefined);
const rest = table.cases.filter((row) => reason(row) !== undefined);

describe(`${table.title} that the product has (${table.source.work})`, () => {
  test.each(tested)('$id', ({ inputs, expected, tol }) => {
    const [x = NaN, p = NaN, q = NaN] = inputs.args.filter((one) => typeof one === 'number');
    const value = functions[inputs.function]?.(inputs.args, x, p, q) ?? NaN;
    const allowed = tol ?? Math.max(table.tolerance.abs, table.tolerance.rel * Math.abs(expected.value));
    expect(Math.abs(value - expected.value), `${value} for ${expected.value}`).toBeLessThanOrEqual(allowed);
  });

  test(`${rest.length} rows are left out, each with its reason`, () => {
    expect(tested.length + rest.length).toBe(table.cases.length);
    for (const { inputs } of tested) expect(functions[inputs.function], inputs.function).toBeDefined();
  });
});
