import { dayFromNumber } from '$lib/domain/calendar';
import type { Panel } from '$lib/domain/market';
import type { StrategySpec } from '$lib/quant/strategies';
import { randomStream } from '$lib/math/random';
import { walkPanel } from './day-by-day.fixture';
import { plainExecution, type BacktestMarket, type ExecutionSettings } from './settings';
import type { StrategyBacktest } from './strategy-result';

/** A market of random walks with yields, opens and volumes. */
export function walkMarket(n: number, length: number, seed: number): BacktestMarket {
  const closes = walkPanel(n, length, seed);
  const random = randomStream(seed, 2, 0);
  const yields = closes.values.map(() => 0.05 * random.uniform());
  const opens = closes.values.map((close) => close * (1 + 0.004 * random.normal()));
  const volumes = closes.values.map(() => 1e5 * (0.5 + random.uniform()));
  return { closes, opens, volumes, figures: { yield: yields } };
}

/** One question of each strategy, with short histories so that they answer early. */
export function everyStrategy({ instruments, days }: Panel): StrategySpec[] {
  const [a, b] = instruments;
  const weights = instruments.map((instrument, i) => ({
    instrument,
    weight: (1 + (i % 3)) / (3 * instruments.length)
  }));
  const trades = [10, 30, 31, 60, 90].map((t, k) => {
    return {
      day: dayFromNumber(days[t]),
      instrument: instruments[k % instruments.length],
      quantity: k === 3 ? -20 : 50
    };
  });
  const flows = [{ day: dayFromNumber(days[20]), amount: 5000 }];
  const members = [
    { spec: { strategy: 'moving-averages', short: 5, long: 15 } },
    { spec: { strategy: 'time-series-momentum', days: 20 } },
    { spec: { strategy: 'cppi' } }
  ];
  const close = { signal: 'close' } as const;
  const average = { signal: 'indicator', indicator: 'ema', parameters: { length: 10 } } as const;
  const strength = { signal: 'indicator', indicator: 'rsi', parameters: { length: 5 } } as const;
  const momentum = { signal: 'return', days: 20 } as const;
  return [
    { strategy: 'buy-and-hold' },
    { strategy: 'equal-weights' },
    { strategy: 'fixed-weights', weights },
    { strategy: 'sixty-forty', stocks: a, bonds: b },
    { strategy: 'glide-path', stocks: a, bonds: b, years: 1 },
    { strategy: 'inverse-volatility', days: 20 },
    { strategy: 'minimum-variance', days: 30, cap: 0.6 },
    { strategy: 'risk-parity', days: 30 },
    { strategy: 'volatility-target', days: 20, target: 0.1 },
    { strategy: 'time-series-momentum', days: 20, sizes: 'inverse-volatility' },
    { strategy: 'cross-section-momentum', days: 20, skip: 3, sells: true },
    { strategy: 'dual-momentum', days: 20, safe: b },
    { strategy: 'moving-averages', short: 5, long: 15 },
    { strategy: 'moving-averages', short: 5, long: 15, kind: 'exponential', sells: true },
    { strategy: 'tactical', days: 25 },
    { strategy: 'mean-reversion', days: 10, entry: 1.2 },
    { strategy: 'relative-strength', length: 5, low: 45, high: 55 },
    { strategy: 'relative-strength', length: 5, low: 45, high: 55, sells: true },
    { strategy: 'channel-breakout', entry: 8, exit: 4 },
    { strategy: 'channel-breakout', entry: 8, exit: 4, sells: true },
    { strategy: 'pairs', first: a, second: b, days: 30, entry: 1 },
    { strategy: 'carry', figure: 'yield' },
    { strategy: 'factor-tilt', days: 20 },
    { strategy: 'factor-tilt', factor: 'figure', figure: 'yield' },
    { strategy: 'cppi' },
    {
      strategy: 'optimizer',
      days: 30,
      objective: { kind: 'maximum-sharpe' },
      moments: { covariance: 'sample', expectedReturns: { method: 'historical' } }
    },
    { strategy: 'allocation', days: 30 },
    {
      strategy: 'signals',
      signal: {
        signal: 'sum',
        of: [
          { factor: 1, signal: momentum },
          { factor: -1, signal: { signal: 'volatility', days: 10 } }
        ]
      }
    },
    {
      strategy: 'rules',
      rules: [
        { when: [{ instrument: a, signal: momentum, is: 'above', than: 0 }], hold: [{ instrument: a, weight: 1 }] }
      ],
      otherwise: [{ instrument: b, weight: 0.5 }]
    },
    { strategy: 'signals', signal: strength, choose: 'above', threshold: 50, every: 'week' },
    {
      strategy: 'rules',
      keeps: true,
      rules: [
        {
          when: [{ instrument: a, signal: close, is: 'crosses-above', than: average }],
          hold: [{ instrument: a, weight: 1 }]
        },
        { when: [{ instrument: a, signal: close, is: 'crosses-below', than: average }], hold: [] }
      ]
    },
    {
      strategy: 'rules',
      rules: [
        { when: [{ instrument: a, signal: strength, is: 'rising', over: 3 }], hold: [{ instrument: a, weight: 1 }] },
        { when: [{ instrument: b, signal: average, is: 'falling' }], hold: [{ instrument: a, weight: 0.5 }] }
      ]
    },
    { strategy: 'composite', members, shares: 'equal-risk', days: 20 },
    { strategy: 'composite', members, shares: 'inverse-volatility', days: 20 },
    { strategy: 'replay', trades, flows },
    { strategy: 'replay', trades, flows, change: { change: 'never-sell' } },
    { strategy: 'replay', trades, flows, change: { change: 'delay', days: 3 } },
    { strategy: 'replay', trades, flows, change: { change: 'deposits-into', instrument: a } },
    { strategy: 'replay', trades, flows, change: { change: 'rebalance-yearly' } },
    { strategy: 'replay', trades, flows, change: { change: 'no-costs' } },
    { strategy: 'replay', trades, flows, change: { change: 'skip', instrument: b } }
  ];
}

/** A question over all days of a panel. */
export function questionOf(
  panel: Panel,
  strategy: StrategySpec,
  execution: Partial<ExecutionSettings> = {},
  changes: Partial<StrategyBacktest> = {}
): StrategyBacktest {
  return {
    strategy,
    execution: { ...plainExecution, ...execution },
    start: dayFromNumber(panel.days[0]),
    end: dayFromNumber(panel.days[panel.days.length - 1]),
    initialValue: 100000,
    ...changes
  };
}
