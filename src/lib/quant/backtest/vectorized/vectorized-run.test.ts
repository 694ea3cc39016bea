import fc from 'fast-check';
import { dayFromNumber } from '$lib/domain/calendar';
import { expect, test } from 'vitest';
import { walkPanel } from '../day-by-day.fixture';
import { plainExecution } from '../settings';
import { strategyBacktest } from '../strategy-backtest';
import type { StrategyBacktest } from '../strategy-result';

const LENGTH = 90;
const panelOf = (n: number) => walkPanel(n, LENGTH, 5);

function questionOf(n: number, every: 'week' | 'month', start = 0): StrategyBacktest {
  const { instruments, days } = panelOf(n);
  // The last one is left out, so that not every position is its target.
  const weights = instruments.slice(0, -1).map((instrument, i) => ({ instrument, weight: (1 + (i % 3)) / (3 * n) }));
  return {
    strategy: { strategy: 'fixed-weights', weights },
    start: dayFromNumber(days[start]),
    end: dayFromNumber(days[LENGTH - 1]),
    initialValue: 1e5,
    execution: {
      ...plainExecution,
      rebalancing: { rule: 'calendar', every },
      costs: { ...plainExecution.costs, rate: 0.001, fixed: 1 },
      financing: { cashRate: 0.03, marginRate: 0.03, shortFee: 0 }
    }
  };
}

const shapes = {
  n: fc.integer({ min: 2, max: 11 }),
  every: fc.constantFrom('week', 'month' as const),
  start: fc.integer({ min: 0, max: 20 })
};

test('values at once are those of day by day, whatever the number of instruments', () => {
  fc.assert(
    fc.property(shapes.n, shapes.every, shapes.start, (n, every, start) => {
      const question = questionOf(n, every, start);
      const quick = strategyBacktest(question, { closes: panelOf(n) });
      const slow = strategyBacktest({ ...question, path: 'by-event' }, { closes: panelOf(n) });
      expect(quick.path).toBe('vectorized');
      expect(quick.trades.day).toEqual(slow.trades.day);
      quick.values.forEach((value, t) => expect(Math.abs(value / slow.values[t] - 1)).toBeLessThan(1e-12));
      quick.weights.forEach((weight, k) => expect(Math.abs(weight - slow.weights[k])).toBeLessThan(1e-12));
    }),
    { numRuns: 40 }
  );
});

test('a close that is no price is found while positions are valued, also of what is not held', () => {
  const at = fc.integer({ min: 0, max: LENGTH - 1 });
  const wrong = fc.constantFrom(NaN, 0, -1, Infinity, -Infinity);
  fc.assert(
    fc.property(shapes.n, shapes.every, shapes.start, fc.nat(), at, wrong, (n, every, start, column, t, close) => {
      const closes = panelOf(n);
      closes.values[(column % n) * LENGTH + t] = close;
      const question = questionOf(n, every, start);
      const found = strategyBacktest(question, { closes });
      const asked = strategyBacktest({ ...question, path: 'by-event' }, { closes });
      const seen = t >= start - 1;
      expect(found.eventReasons).toEqual(seen ? ['gaps'] : []);
      if (seen) expect({ ...found, eventReasons: [] }).toEqual({ ...asked, eventReasons: [] });
    }),
    { numRuns: 60 }
  );
});
