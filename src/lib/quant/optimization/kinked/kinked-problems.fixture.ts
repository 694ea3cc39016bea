import { instrumentId } from '$lib/domain/instruments';
import { randomStream, type RandomStream } from '$lib/math/random';
import { market, sector } from '../portfolios.fixture';
import type { Constraint, Objective, OptimizationProblem } from '../problem';

type Chance = (probability: number) => boolean;

/** Covariance of few periods, so that it has a null space, in which the first two instruments are the same. */
function fewPeriods(n: number, random: RandomStream): Float64Array {
  const periods = 2 + random.integerBelow(n);
  const covariance = new Float64Array(n * n);
  for (let t = 0; t < periods; t++) {
    const row = Float64Array.from({ length: n }, () => 0.2 * random.normal());
    row[1] = row[0];
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) covariance[i * n + j] += (row[i] * row[j]) / periods;
  }
  return covariance;
}

function rulesOf(n: number, random: RandomStream, chance: Chance, benchmark: readonly Weight[]): Constraint[] {
  const rules: Constraint[] = [];
  if (chance(0.4)) rules.push({ kind: 'position-floor', id: 'short', lower: -0.15 });
  if (chance(0.6)) rules.push({ kind: 'position-cap', id: 'cap', upper: Math.max(0.15, 2.5 / n) });
  if (chance(0.4)) rules.push({ kind: 'group', id: 'tech', name: 'Technology', members: sector(n, 0), upper: 0.4 });
  if (chance(0.3)) rules.push({ kind: 'group', id: 'health', name: 'Health', members: sector(n, 1), lower: 0.15 });
  if (chance(0.3)) rules.push({ kind: 'cash', id: 'cash', minimum: 0, maximum: 0.2 });
  else if (chance(0.2)) rules.push({ kind: 'cash', id: 'cash', minimum: 0.05 });
  const level = (least: number, width: number): number => least + width * random.uniform();
  if (chance(0.6)) rules.push({ kind: 'turnover', id: 'turnover', maximum: level(0.05, 0.4) });
  if (chance(0.4)) rules.push({ kind: 'gross-exposure', id: 'gross', maximum: level(1, 0.6) });
  if (chance(0.4)) rules.push({ kind: 'tracking-error', id: 'close', benchmark, maximum: level(0.03, 0.12) });
  if (chance(0.4)) rules.push({ kind: 'volatility', id: 'calm', maximum: level(0.16, 0.1) });
  return rules;
}

type Weight = { readonly instrument: ReturnType<typeof instrumentId>; readonly weight: number };

/**
 * A problem of 4 to 25 instruments with any of the aims of mean and variance and any of the rules, linear costs and
 * uncertain returns among them; about a quarter have a covariance of low rank with a duplicate. Most have a solution.
 */
export function kinkedProblem(seed: number): OptimizationProblem {
  const random = randomStream(seed, 5);
  const chance: Chance = (probability) => random.uniform() < probability;
  const n = 4 + random.integerBelow(22);
  const raw = Float64Array.from({ length: n }, () => (chance(0.3) ? 0 : random.uniform()));
  const whole = raw.reduce((sum, one) => sum + one, 0) || 1;
  const invested = chance(0.3) ? 0.9 : 1;
  const benchmark = Array.from({ length: n }, (_, j) => ({
    instrument: instrumentId(`i${j}`),
    weight: (chance(0.5) ? 1 : 0.5) / n
  }));
  const objectives: readonly Objective[] = [
    { kind: 'minimum-variance' },
    { kind: 'maximum-sharpe' },
    { kind: 'target-return', annualReturn: 0.05 + 0.03 * random.uniform() },
    { kind: 'target-volatility', annualVolatility: 0.18 + 0.1 * random.uniform() },
    { kind: 'maximum-return' },
    { kind: 'utility', riskAversion: 1 + 8 * random.uniform() },
    { kind: 'tracking-error', benchmark }
  ];
  const objective = objectives[random.integerBelow(objectives.length)] ?? { kind: 'minimum-variance' };
  const base = market(n, seed, objective, rulesOf(n, random, chance, benchmark));
  const rates = (most: number): Float64Array =>
    Float64Array.from({ length: n }, () => (chance(0.2) ? 0 : most * random.uniform()));
  return {
    ...base,
    ...(chance(0.25) && { covariance: fewPeriods(n, random) }),
    currentWeights: raw.map((one) => (invested * one) / whole),
    ...(chance(0.4) && { tradingCosts: { linear: rates(0.01), perYear: 1 } }),
    ...(chance(0.15) && { uncertainty: { kind: 'box' as const, halfWidths: rates(0.02) } })
  };
}
