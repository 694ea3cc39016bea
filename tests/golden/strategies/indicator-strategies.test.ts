import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { indicator } from '$lib/quant/indicators';
import { begunStrategy, strategyContext, type Condition, type StrategySpec, type Window } from '$lib/quant/strategies';

type PlainCondition = Condition extends infer One ? (One extends Condition ? Omit<One, 'instrument'> : never) : never;

const table = JSON.parse(readFileSync(new URL('./indicator-strategies.json', import.meta.url), 'utf8')) as {
  source: { work: string; note: string };
  closes: number[];
  rsi14: Record<string, number>;
  strategies: { strategy: StrategySpec; function: string; sides: [number, number][] }[];
  conditions: { function: string; condition: PlainCondition; days: number[] }[];
};
const a = instrumentId('a');
const closes = Float64Array.from(table.closes);
const start = 18000;

/** The window on the evening of a day of the series. */
function evening(t: number): Window {
  return {
    instruments: [a],
    days: Int32Array.from({ length: t + 1 }, (_, at) => start + at),
    tradingDay: dayFromNumber(start + t + 1),
    start: dayFromNumber(start),
    closes: () => closes.slice(0, t + 1),
    figures: () => undefined,
    held: { value: 1, cash: 1, weights: new Float64Array(1), peak: 1, invested: 1 }
  };
}

/** Days of the series on which a strategy answers, with the weight of its one instrument. */
function answers(spec: StrategySpec): [number, number][] {
  const running = begunStrategy(spec, strategyContext([a], { periodsPerYear: 252, cashRate: 0 }));
  return Array.from(closes).flatMap((_, t): [number, number][] => {
    const decision = running.decide(evening(t));
    return decision?.kind === 'weights' ? [[t, decision.weights[0]]] : [];
  });
}

describe(table.source.work, () => {
  test('the relative strength of the series', () => {
    const [{ values }] = indicator('rsi', { length: 14 }, { close: closes });
    for (const [t, value] of Object.entries(table.rsi14)) expect(values[Number(t)]).toBeCloseTo(value, 9);
  });

  for (const { strategy, function: by, sides } of table.strategies) {
    test(`${JSON.stringify(strategy)} by ${by}`, () => {
      expect(sides.length).toBeGreaterThan(5);
      expect(answers(strategy)).toEqual(sides);
    });
  }

  for (const { function: by, condition, days } of table.conditions) {
    test(`${JSON.stringify(condition)} by ${by}`, () => {
      const when = [{ ...condition, instrument: a } as Condition];
      const held = answers({ strategy: 'rules', rules: [{ when, hold: [{ instrument: a, weight: 1 }] }] });
      const weight = Array.from(closes, (_, t) => held.findLast(([at]) => at <= t)?.[1] ?? 0);
      expect(weight.flatMap((one, t) => (one === 1 ? [t] : []))).toEqual(days);
    });
  }
});
