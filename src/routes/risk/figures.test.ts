import { expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import type { MeasuredRisk } from '$lib/services/measure-risk';
import { levelText, limitFigure, limitName, splitRows, useWords, withCash, type Naming } from './figures';

const [usd, eur] = [currencyCode('USD'), currencyCode('EUR')];
const naming: Naming = { base: usd, nameOf: (id) => id.toUpperCase(), record: () => undefined };
const answer = {
  status: 'measured',
  unmeasured: 0.1,
  columns: [
    { instrument: instrumentId('a'), currency: usd, weight: 0.5 },
    { instrument: instrumentId('b'), currency: eur, weight: 0.2 },
    { currency: eur, weight: 0.05 }
  ],
  methods: [{ method: 'normal', fewest: 20, risk: { valueAtRisk: 0.02, expectedShortfall: 0.03 } }],
  total: 0.02,
  component: Float64Array.of(0.016, 0.005, -0.001),
  incremental: Float64Array.of(0.015, 0.004, -0.001),
  ofPrice: Float64Array.of(0.016, 0.003, 0),
  ofCurrency: Float64Array.of(0, 0.002, -0.001),
  annualVolatility: 0.2,
  drawdown: 0.3,
  relative: undefined
} as unknown as MeasuredRisk;
const textOf = (cell: unknown): string => (typeof cell === 'string' ? cell : (cell as { text: string }).text);

test('the split adds up to the whole with cash and what is not measured', () => {
  expect(withCash(answer, usd).at(-1)?.weight).toBeCloseTo(0.15, 12);
  const { rows, total } = splitRows(answer, 'position', 100_000, naming);
  expect(rows.map(({ cells }) => cells.map(textOf))).toEqual([
    ['A', '50.0%', '$1,600', '80.0%', '$1,500'],
    ['B', '20.0%', '$500', '25.0%', '$400'],
    ['Cash in USD', '15.0%', '$0', '0.0%', '$0'],
    ['Cash in EUR', '5.0%', '−$100', '−5.0%', '−$100'],
    ['Not measured', '10.0%', '–', '–', '–']
  ]);
  expect(total.cells.map(textOf)).toEqual(['Together', '100.0%', '$2,000', '100.0%', ' ']);
  const currencies = splitRows(answer, 'currency', 100_000, naming).rows.map(({ cells }) => cells.map(textOf));
  expect(currencies[1]).toEqual(['EUR', '25.0%', '$300', '$100', '$400', '20.0%']);
});

test('limits find their figures, and say how they stand', () => {
  const figure = (kind: string, of?: string) =>
    limitFigure({ id: 'x', kind, limit: 1, ...(of ? { of } : {}) } as never, answer, 'normal', naming, 1.7);
  expect(figure('volatility')).toBe(0.2);
  expect(figure('value-at-risk')).toBe(0.02);
  expect(figure('position')).toBe(0.5);
  expect(figure('position', 'B')).toBeCloseTo(0.2, 12);
  expect(figure('group', 'EUR')).toBeCloseTo(0.25, 12);
  expect(figure('risk-share', 'EUR')).toBeCloseTo(0.2, 12);
  expect(figure('effective-number')).toBe(1.7);
  expect(figure('beta')).toBeUndefined();
  expect(figure('group', 'Nobody')).toBeUndefined();
  const limit = { id: 'g', kind: 'group', limit: 0.2, of: 'EUR' } as const;
  expect(limitName(limit)).toBe('Weight of EUR');
  expect(useWords({ limit, figure: 0.25, use: 1.25, headroom: -0.05, state: 'over' })).toBe(
    '25.0%, 125% used, over by 5.0%'
  );
  expect(
    useWords({
      limit: { id: 'b', kind: 'beta', limit: 1 },
      figure: undefined,
      use: undefined,
      headroom: undefined,
      state: 'unmeasured'
    })
  ).toContain('needs a benchmark');
});

test('levels without needless digits', () => {
  expect([0.95, 0.975, 1 - 0.9].map(levelText)).toEqual(['95%', '97.5%', '10%']);
});
