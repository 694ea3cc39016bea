import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JobContext } from '$lib/compute/protocol';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { noCosts, plainExecution } from '$lib/quant/backtest';
import { gridPoint } from '$lib/quant/validation';
import { keepDemo } from '../value/demo';
import { breakdown } from './breakdown';
import type { RunQuestion, StrategyEntry } from './market';
import { pairs } from './pairs';
import { runStrategies } from './strategies';
import { sweep } from './sweep';
import { walkForward } from './walk-forward';

const demo = (name: string) => readFileSync(new URL(`../../static/demo/${name}`, import.meta.url));
const instruments = ['AAPL', 'KO', 'XOM'].map(instrumentId);
const about: RunQuestion = {
  vault: 'demo',
  base: currencyCode('USD'),
  start: dayFromText('2018-12-28'),
  end: dayFromText('2022-12-28'),
  revision: 1,
  initialValue: 100_000,
  engineVersion: 'test'
};
const entry = (strategy: StrategyEntry['strategy'], execution = plainExecution): StrategyEntry => {
  return { id: strategy.strategy, strategy, execution, instruments };
};
const held = entry({ strategy: 'buy-and-hold' });
const momentum = entry({ strategy: 'time-series-momentum' });

function listener() {
  const told: { fraction: number; note: string | undefined }[] = [];
  const context: JobContext = {
    progress: (done, total = 1, note) => void told.push({ fraction: done / total, note })
  };
  return { told, context };
}

beforeAll(async () => {
  await keepDemo({ ledger: demo('ledger.json').toString(), recent: demo('recent.bin'), recordedAt: 1 });
});

describe('jobs of the backtest on the demo', () => {
  test('ten entries at most cost each other nothing: one that makes no sense is refused, the rest run', async () => {
    const wrong = entry({ strategy: 'moving-averages', short: 200, long: 50 });
    const own: StrategyEntry = { ...held, id: 'own', strategy: { strategy: 'replay', trades: [] }, instruments: [] };
    const answer = await runStrategies({ ...about, entries: [held, wrong, own] }, listener().context);
    expect(answer.entries.map(({ status }) => status)).toEqual(['ran', 'refused', 'ran']);
    const [first, , replay] = answer.entries;
    if (first?.status !== 'ran' || replay?.status !== 'ran') throw new Error('refused');
    expect(first.result.stamp.dataHash).toMatch(/^[0-9a-f]{64}$/);
    expect(replay.result.trades.day.length).toBeGreaterThan(20);
    expect([...replay.result.days]).toEqual([...first.result.days]);
  });

  test('a sweep: every setting told, the one as it is among them, the same on each run', async () => {
    const { told, context } = listener();
    const axes = [{ name: 'days', values: [63, 126, 200] }];
    const question = { ...about, entry: momentum, against: held, axes, seed: 1 };
    const answer = await sweep(question, context);
    expect(told).toHaveLength(4);
    expect(told.at(-1)?.note).toMatch(/^4 \d /);
    expect(answer.trials).toBe(4);
    expect(gridPoint(answer.grid, answer.chosen)).toEqual({ days: 252 });
    const [run] = (await runStrategies({ ...about, entries: [momentum] }, context)).entries;
    if (run?.status !== 'ran') throw new Error('refused');
    // The ratio of the sweep is that of the run itself.
    expect(answer.sharpes[answer.chosen]).toBeCloseTo(run.result.measures.sharpe, 9);
    expect(answer.rank).toBe(
      1 + [...answer.sharpes].filter((one) => one > (answer.sharpes[answer.chosen] ?? 0)).length
    );
    expect(answer.overfitting?.probability).toBeGreaterThanOrEqual(0);
    expect(answer.superior?.consistent).toBeLessThanOrEqual(answer.superior?.upper ?? 0);
    const again = await sweep(question, listener().context);
    expect(again).toEqual(answer);
  });

  test('pairs of averages at once, where costs allow', async () => {
    const spread = { ...plainExecution, costs: { ...noCosts, spread: 0.001 } };
    const averages = entry({ strategy: 'moving-averages', short: 20, long: 100 }, spread);
    const axes = [
      { name: 'short', values: [10, 20, 40] },
      { name: 'long', values: [30, 100, 150] }
    ];
    const { told, context } = listener();
    const answer = await pairs({ ...about, entry: averages, against: held, axes, seed: 1 }, context);
    // 40 over 30 is no pair.
    expect(answer.trials).toBe(8);
    expect(answer.instruments).toBe(3);
    expect(told.at(-1)?.fraction).toBe(1);
    expect([...answer.sharpes].filter(Number.isNaN)).toHaveLength(1);
    const priced = entry({ strategy: 'moving-averages' }, { ...spread, costs: { ...noCosts, fixed: 1 } });
    await expect(pairs({ ...about, entry: priced, axes, seed: 1 }, context)).rejects.toThrow(RangeError);
  });

  test('settings learned on one window and judged on the next; weights learned on folds', async () => {
    const { context } = listener();
    const axes = [{ name: 'days', values: [63, 126, 252] }];
    const forward = { method: 'walk-forward', window: 252, test: 63 } as const;
    const walked = await walkForward({ ...about, entry: momentum, axes, splitting: forward }, context);
    expect(walked.learned).toBe('settings');
    expect(walked.trials).toBe(3);
    expect(walked.chosen).toHaveLength(walked.splits);
    expect(walked.days[0]).toBe(walked.chosen[0]?.from);
    // Nobody can do better than the best of hindsight by choosing it: its ratio bounds a walk that always chose it.
    expect(Number.isFinite(walked.hindsight.sharpe)).toBe(true);
    const variance = entry({ strategy: 'minimum-variance' });
    const folds = { method: 'purged-folds', folds: 6, testFolds: 2, purge: 1, embargo: 5 } as const;
    const crossed = await walkForward({ ...about, entry: variance, axes: [], splitting: folds }, context);
    // C(6, 2) splits make C(5, 1) paths.
    expect([crossed.learned, crossed.splits, crossed.paths.length]).toEqual(['weights', 15, 5]);
    await expect(walkForward({ ...about, entry: held, axes: [], splitting: folds }, context)).rejects.toThrow(
      RangeError
    );
  });

  test('taken apart: years compound to the whole, costs lower it, days of bringing back are tried', async () => {
    const { context } = listener();
    const equal = entry(
      { strategy: 'equal-weights' },
      { ...plainExecution, rebalancing: { rule: 'calendar', every: 'month' } }
    );
    const apart = await breakdown({ ...about, entry: equal, against: held, trials: 3, seed: 1 }, context);
    const [run] = (await runStrategies({ ...about, entries: [equal] }, context)).entries;
    if (run?.status !== 'ran') throw new Error('refused');
    const years = apart.years.groups.reduce((level, { totalReturn }) => level * (1 + totalReturn), 1);
    expect(years).toBeCloseTo(run.result.index.at(-1) ?? NaN, 9);
    const costs = apart.costs?.points.map(({ totalReturn }) => totalReturn) ?? [];
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
    expect(apart.rebalancingDays?.[0]?.day).toBe(1);
    expect(apart.regimes?.labels).toHaveLength(2);
    expect([apart.trials, apart.years.trials]).toEqual([3, 3]);
  });
});
