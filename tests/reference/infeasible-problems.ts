import { instrumentId } from '../../src/lib/domain/instruments';
import { randomStream } from '../../src/lib/math/random';
import type { Constraint, Objective, OptimizationProblem } from '../../src/lib/quant/optimization';
import { sector } from '../../src/lib/quant/optimization/portfolios.fixture';
import { scenarioMarket } from '../../src/lib/quant/optimization/scenarios.fixture';

/** Ways in which rules contradict one another. */
export const CONTRADICTIONS = [
  'contradictory sectors',
  'cap below one part',
  'return above the greatest',
  'cash and caps below the whole',
  'turnover below need',
  'mixture'
] as const;
export type Contradiction = (typeof CONTRADICTIONS)[number];

type Random = ReturnType<typeof randomStream>;

const between = (random: Random, low: number, high: number): number => low + (high - low) * random.uniform();
const id = (j: number) => instrumentId(`i${j}`);
const group = (name: string, n: number, first: number, limits: { lower?: number; upper?: number }): Constraint => ({
  kind: 'group',
  id: name,
  name,
  members: sector(n, first),
  ...limits
});

/** Rules that contradict in one way, with some that may have to do with it and some that do not. */
function contradictory(way: Contradiction, n: number, random: Random): Constraint[] {
  switch (way) {
    case 'contradictory sectors': {
      const share = between(random, 0.35, 0.8);
      return [group('a', n, 0, { lower: share }), group('b', n, 1, { lower: 1.05 - share + 0.1 * random.uniform() })];
    }
    case 'cap below one part':
      return [{ kind: 'position-cap', id: 'cap', upper: between(random, 0.3, 0.95) / n }];
    case 'return above the greatest':
      return [];
    case 'cash and caps below the whole': {
      const most = between(random, 0.02, 0.3);
      return [
        { kind: 'position-cap', id: 'cap', upper: (between(random, 0.4, 0.95) * (1 - most)) / n },
        { kind: 'cash', id: 'cash', minimum: 0.5 * most, maximum: most }
      ];
    }
    case 'turnover below need':
      return [
        { kind: 'turnover', id: 'turnover', maximum: between(random, 0, 0.04) },
        { kind: 'cash', id: 'cash', minimum: between(random, 0.1, 0.4), maximum: 0.9 }
      ];
    case 'mixture':
      return [];
  }
}

/** Kinds that a problem without borrowing, lots or a choice of positions may have. */
type PlainKind = Exclude<
  Constraint['kind'],
  'borrowing' | 'margin' | 'realised-gains' | 'cardinality' | 'minimum-position'
>;

/** Every kind of rule, tight as often as not. */
function anyRule(kind: PlainKind, n: number, random: Random): Constraint {
  const some = { instruments: Array.from({ length: n }, (_, j) => id(j)).filter(() => random.uniform() < 0.3) };
  const figures = Array.from({ length: n }, (_, j) => ({ instrument: id(j), value: (j % 5) / 4 }));
  switch (kind) {
    case 'position-cap':
      return { kind, id: kind, upper: between(random, 0.4, 2.5) / n };
    case 'position-floor':
      return random.uniform() < 0.4
        ? { kind, id: kind, lower: -between(random, 0, 0.1), ...some }
        : { kind, id: kind, lower: between(random, 0.02, 0.15), ...some };
    case 'exclusion':
    case 'no-sale':
    case 'no-buy':
      return { kind, id: kind, ...some };
    case 'trade-size':
      return { kind, id: kind, maximum: between(random, 0, 0.1) };
    case 'group':
      return group(
        kind,
        n,
        2,
        random.uniform() < 0.5 ? { upper: between(random, 0, 0.3) } : { lower: between(random, 0.4, 0.9) }
      );
    case 'exposure':
      return { kind, id: kind, name: 'Score', figures, lower: between(random, 0.3, 0.9), upper: 0.95 };
    case 'cash':
      return { kind, id: kind, minimum: between(random, 0, 0.4), ...(random.uniform() < 0.5 && { maximum: 0.5 }) };
    case 'turnover':
      return { kind, id: kind, maximum: between(random, 0, 0.3) };
    case 'gross-exposure':
      return { kind, id: kind, maximum: between(random, 0.6, 1.2) };
    case 'tracking-error':
      return { kind, id: kind, benchmark: [{ instrument: id(0), weight: 1 }], maximum: between(random, 0.01, 0.15) };
    case 'volatility':
      return { kind, id: kind, maximum: between(random, 0.03, 0.2) };
    case 'risk-limit':
      return {
        kind,
        id: kind,
        risk: { measure: 'expected-shortfall', tail: 0.1 },
        maximum: between(random, 0.002, 0.02)
      };
  }
}

/** Every kind of rule. */
export const RULE_KINDS: readonly PlainKind[] = [
  'position-cap',
  'position-floor',
  'exclusion',
  'no-sale',
  'no-buy',
  'trade-size',
  'group',
  'exposure',
  'cash',
  'turnover',
  'gross-exposure',
  'tracking-error',
  'volatility',
  'risk-limit'
];

function anyAim(random: Random): Objective {
  const aims: Objective[] = [
    { kind: 'minimum-variance' },
    { kind: 'maximum-sharpe' },
    { kind: 'utility', riskAversion: 4 },
    { kind: 'maximum-return' },
    { kind: 'target-return', annualReturn: between(random, 0.05, 0.14) },
    { kind: 'target-volatility', annualVolatility: between(random, 0.02, 0.15) },
    {
      kind: 'minimum-risk',
      risk: { measure: 'expected-shortfall', tail: 0.1 },
      annualReturn: between(random, 0.05, 0.14)
    },
    {
      kind: 'return-at-risk',
      risk: { measure: 'expected-shortfall', tail: 0.1 },
      maximum: between(random, 0.0005, 0.008)
    }
  ];
  return aims[Math.floor(aims.length * random.uniform())];
}

/** A problem whose rules contradict, or of a mixture most often do; the same seed gives the same problem. */
export function contradictoryProblem(way: Contradiction, seed: number): OptimizationProblem {
  const random = randomStream(seed, 11);
  const n = 4 + Math.floor(7 * random.uniform());
  const market = scenarioMarket(n, 40, seed, { kind: 'minimum-variance' });
  const most = Math.max(...market.expectedReturns);
  const rules = contradictory(way, n, random);
  const further = way === 'mixture' ? 6 : 2;
  for (const kind of RULE_KINDS)
    if (random.uniform() < further / RULE_KINDS.length && !rules.some((rule) => rule.kind === kind || rule.id === kind))
      rules.push(anyRule(kind, n, random));
  const raw = Float64Array.from({ length: n }, () => random.uniform() ** 2);
  const whole = raw.reduce((sum, one) => sum + one, 0);
  const costly = way === 'mixture' || way === 'return above the greatest' ? random.uniform() : 1;
  return {
    ...market,
    objective:
      way === 'return above the greatest'
        ? { kind: 'target-return', annualReturn: most + between(random, 0.005, 0.1) }
        : anyAim(random),
    constraints: rules,
    currentWeights: raw.map((one) => one / whole),
    ...(costly < 0.2 && { tradingCosts: { linear: new Float64Array(n).fill(0.004), perYear: 1 } }),
    ...(costly > 0.2 &&
      costly < 0.4 && {
        uncertainty: { kind: 'ellipsoid', covariance: market.covariance.map((one) => one / 60), radius: 0.5 } as const
      })
  };
}
