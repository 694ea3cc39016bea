import { instrumentId } from '$lib/domain/instruments';
import { randomStream, type RandomStream } from '$lib/math/random';
import type { Constraint, Objective, OptimizationProblem } from '$lib/quant/optimization';
import { factorCovariance } from '../../reference/random-problem';

const SECTORS = 11;

/** Kinds of rules that a measured problem has. */
export type Kind =
  'cap' | 'sectors' | 'beta' | 'cash' | 'turnover' | 'shorts' | 'gross' | 'tracking-error' | 'volatility' | 'shortfall';

/** Every kind that needs no scenarios. */
export const EVERY: readonly Kind[] = [
  'cap',
  'sectors',
  'beta',
  'cash',
  'turnover',
  'shorts',
  'gross',
  'tracking-error',
  'volatility'
];

function ofOne(n: number, random: RandomStream, share: number): Float64Array {
  const raw = Float64Array.from({ length: n }, () => (random.uniform() < share ? random.uniform() : 0));
  const total = raw.reduce((sum, one) => sum + one, 0);
  return raw.map((one) => one / total);
}

/** Returns of a day from a few factors, as many days as asked for. */
function scenarios(n: number, days: number, random: RandomStream) {
  const slopes = Array.from({ length: n }, () => 0.4 + random.uniform());
  const values = new Float64Array(days * n);
  for (let t = 0; t < days; t++) {
    const factor = 0.0004 + 0.008 * random.normal();
    for (let j = 0; j < n; j++) values[t * n + j] = slopes[j] * factor + 0.01 * random.normal();
  }
  return { values, rows: days, columns: n, periodsPerYear: 252 };
}

/** Holdings, benchmark and forecasts of n instruments with a covariance of 15 factors, the same for the same n. */
export function measuredProblem(n: number, kinds: readonly Kind[], objective: Objective): OptimizationProblem {
  const random = randomStream(2024, n);
  const covariance = factorCovariance(n, 15, random);
  const ids = Array.from({ length: n }, (_, j) => instrumentId(`i${j}`));
  const held = ofOne(n, random, 0.5);
  const market = ofOne(n, random, 1);
  const figures = ids.map((instrument) => ({ instrument, value: 0.6 + 0.8 * random.uniform() }));
  const sectors = Array.from({ length: SECTORS }, (_, s): Constraint => {
    const members = ids.filter((_id, j) => j % SECTORS === s);
    return { kind: 'group', id: `sector ${s}`, name: `Sector ${s}`, members, lower: 0.03, upper: 0.15 };
  });
  const benchmark = ids.map((instrument, j) => ({ instrument, weight: market[j] }));
  const rules: Record<Kind, readonly Constraint[]> = {
    cap: [{ kind: 'position-cap', id: 'cap', upper: 0.05 }],
    sectors,
    beta: [{ kind: 'exposure', id: 'beta', name: 'Beta', figures, lower: 0.8, upper: 1.05 }],
    cash: [{ kind: 'cash', id: 'cash', minimum: 0.01, maximum: 0.1 }],
    turnover: [{ kind: 'turnover', id: 'turnover', maximum: 0.3 }],
    shorts: [{ kind: 'position-floor', id: 'shorts', lower: -0.02 }],
    gross: [{ kind: 'gross-exposure', id: 'gross', maximum: 1.3 }],
    'tracking-error': [{ kind: 'tracking-error', id: 'tracking-error', benchmark, maximum: 0.04 }],
    volatility: [{ kind: 'volatility', id: 'volatility', maximum: 0.16 }],
    shortfall: [
      { kind: 'risk-limit', id: 'shortfall', risk: { measure: 'expected-shortfall', tail: 0.05 }, maximum: 0.02 }
    ]
  };
  return {
    instruments: ids,
    covariance,
    expectedReturns: Float64Array.from({ length: n }, () => 0.03 + 0.09 * random.uniform()),
    riskFreeRate: 0.02,
    objective,
    currentWeights: held,
    constraints: kinds.flatMap((kind) => rules[kind]),
    ...(kinds.includes('shortfall') && { scenarios: scenarios(n, 250, random) })
  };
}
