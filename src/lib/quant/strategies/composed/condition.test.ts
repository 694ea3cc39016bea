import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { conditionDays, indicator, type ConditionSide } from '$lib/quant/indicators';
import { begunStrategy, knownStrategy, strategyContext, type StrategySpec } from '../catalog';
import type { Window } from '../window';
import { conditionHistory, conditionReader, type Condition } from './condition';
import { signalReader, type Signal } from './signal';

const a = instrumentId('a');

/** Windows that grow by a day, each with arrays of its own. */
function evenings(closes: readonly number[]): Window[] {
  return closes.map((_, t) => ({
    instruments: [a],
    days: Int32Array.from({ length: t + 1 }, (__, at) => 18000 + at),
    tradingDay: dayFromNumber(18001 + t),
    start: dayFromNumber(18000),
    closes: () => Float64Array.from(closes.slice(0, t + 1)),
    figures: () => undefined,
    held: { value: 1, cash: 1, weights: new Float64Array(1), peak: 1, invested: 1 }
  }));
}

const average = { signal: 'indicator', indicator: 'ema', parameters: { length: 3 } } as const;
const close = { signal: 'close' } as const;
const walk = fc.array(fc.integer({ min: 95, max: 105 }), { minLength: 12, maxLength: 40 });
const gaps = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 6 });

describe('a condition of a strategy', () => {
  const side: ConditionSide = { kind: 'indicator', id: 'ema', parameters: { length: 3 } };
  const price: ConditionSide = { kind: 'price' };
  const comparisons = ['above', 'below', 'crosses-above', 'crosses-below'] as const;
  const directions = ['rising', 'falling'] as const;

  test('means what it means on a chart, on each day with a close, gaps or not', () => {
    fc.assert(
      fc.property(walk, gaps, fc.integer({ min: 1, max: 4 }), (whole, missing, over) => {
        const closes = whole.map((value, t) => (missing.includes(t) ? NaN : value));
        const bars = { close: Float64Array.from(closes) };
        const pairs: [Condition, Uint8Array][] = [
          ...comparisons.map((is): [Condition, Uint8Array] => [
            { instrument: a, signal: close, is, than: average },
            conditionDays({ left: price, op: is, right: side }, bars)
          ]),
          ...directions.map((is): [Condition, Uint8Array] => [
            { instrument: a, signal: average, is, over },
            conditionDays({ left: side, op: is, over }, bars)
          ])
        ];
        for (const [condition, days] of pairs) {
          const holds = conditionReader(condition);
          evenings(closes).forEach((window, t) => {
            const held = holds(window, 0);
            if (Number.isFinite(closes[t])) expect(held).toBe(days[t] === 1);
          });
        }
      }),
      { numRuns: 60 }
    );
  });

  test('needs the closes of its signals and those it looks back on', () => {
    const of = (rest: object) => conditionHistory({ instrument: a, signal: average, ...rest } as Condition);
    expect(of({ is: 'above', than: 100 })).toBe(3);
    expect(of({ is: 'crosses-above', than: { signal: 'return', days: 5 } })).toBe(7);
    expect(of({ is: 'rising', over: 4 })).toBe(7);
    expect(() => of({ is: 'rising', over: 0 })).toThrow('over: 0 is not a whole number above 0');
    expect(() => of({ is: 'equals', than: 3 })).toThrow('unknown relation: equals');
    expect(() => of({ is: 'above' })).toThrow('than: is needed');
  });

  test('crossings pass over closes on which a signal has no value', () => {
    // The z-score of three equal closes has none; those of the last three days are -0.58, none and 1.15.
    const score: Condition = { instrument: a, signal: { signal: 'z-score', days: 3 }, is: 'crosses-above', than: 0 };
    const holds = conditionReader(score);
    expect(evenings([11, 10, 10, 10, 12]).map((window) => holds(window, 0))).toEqual([
      false,
      false,
      false,
      false,
      true
    ]);
  });
});

describe('an indicator as a signal', () => {
  test('is its last value on the closes there are, and begins anew where a split has changed the past', () => {
    const closes = Array.from({ length: 40 }, (_, t) => 10 + Math.sin(t) + (t % 9 === 4 ? NaN : 0));
    const read = signalReader(average);
    const whole = (of: readonly number[]) => {
      const known = Float64Array.from(of.filter(Number.isFinite));
      return indicator('ema', { length: 3 }, { close: known })[0]?.values.at(-1) ?? NaN;
    };
    for (const window of evenings(closes)) expect(read(window, 0, 1)[0]).toBe(whole([...window.closes(0)]));
    const halved = closes.map((value) => value / 2);
    const last = evenings([...halved, 5]).at(-1);
    expect(last && read(last, 0, 1)[0]).toBe(whole([...halved, 5]));
  });

  test('adds up with others, and is missing without a close for ten days', () => {
    const twice: Signal = { signal: 'sum', of: [{ factor: 2, signal: average }] };
    const closes = [1, 2, 3, ...Array<number>(10).fill(NaN)];
    const read = signalReader(twice);
    expect(evenings(closes).map((window) => read(window, 0, 1)[0])).toEqual([NaN, NaN, ...Array(10).fill(4), NaN]);
  });

  test('refuses what no strategy can know, by name', () => {
    const context = strategyContext([a], { periodsPerYear: 252, cashRate: 0 });
    const refused = (signal: object) => {
      const spec = { strategy: 'signals', signal: { signal: 'indicator', ...signal } } as StrategySpec;
      expect(() => knownStrategy(spec, context)).toThrow(RangeError);
      return expect(() => begunStrategy(spec, context));
    };
    refused({ indicator: 'ema', parameters: { length: 0 } }).toThrow('ema.length: 0 is not between 2 and 500');
    refused({ indicator: 'ema', parameters: { days: 3 } }).toThrow('ema has no parameter days');
    refused({ indicator: 'macd', line: 'none' }).toThrow('macd has no line none');
    refused({ indicator: 'atr' }).toThrow('atr needs high, low, close, not closes alone');
    refused({ indicator: 'nothing' }).toThrow('unknown indicator: nothing');
    const bounds = (spec: StrategySpec) => expect(() => begunStrategy(spec, context));
    bounds({ strategy: 'relative-strength', length: 1 }).toThrow('length: 1 is not between 2 and 500');
    bounds({ strategy: 'relative-strength', low: 70, high: 30 }).toThrow('bought below 70, sold above 30');
    bounds({ strategy: 'channel-breakout', entry: 10, exit: 20 }).toThrow('in after 10 days, out after 20');
  });
});

test('rules that are kept stay in force until another holds', () => {
  const rule = (is: 'crosses-above' | 'crosses-below', weight: number) => ({
    when: [{ instrument: a, signal: close, is, than: 10 }],
    hold: [{ instrument: a, weight }]
  });
  const rules = [rule('crosses-above', 1), rule('crosses-below', 0)];
  const answers = (keeps: boolean) => {
    const running = begunStrategy(
      { strategy: 'rules', rules, keeps },
      strategyContext([a], { periodsPerYear: 252, cashRate: 0 })
    );
    return evenings([9, 11, 12, 13, 8, 7]).map((window) => {
      const decision = running.decide(window);
      return decision?.kind === 'weights' ? decision.weights[0] : undefined;
    });
  };
  expect(answers(true)).toEqual([0, 1, undefined, undefined, 0, undefined]);
  expect(answers(false)).toEqual([0, 1, 0, undefined, 0, 0]);
});
