import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { decimal, decimalText } from '$lib/domain/money';
import type { FigureExplanation } from '$lib/quant/explanation';
import { explainFigure, instrumentRecord, type HeldFigure } from '.';
import { day, EUR, inputOf, live, on, ratesOf, seriesOf, USD } from './market.fixture';

const ABC = instrumentId('ABC');
const prices = [seriesOf('ABC', { '2024-01-02': 100, '2024-01-10': 120, '2024-01-12': 110 })];
const rates = [ratesOf(EUR, USD, { '2024-01-02': 1.25, '2024-01-12': 2 })];
const transactions = live(
  on('2024-01-02').deposit('2000'),
  on('2024-01-02').buy('ABC', '5', '100', '500', '1'),
  on('2024-01-03').buy('ABC', '1', '101', '101'),
  on('2024-01-10').sell('ABC', '2', '120', '240', '1'),
  on('2024-01-11').dividend('ABC', '10', '1.5')
);
const input = inputOf(transactions, '2024-01-01', '2024-01-12', { prices, rates, base: EUR });

const held = (figure: HeldFigure, name = 'ABC') =>
  explainFigure(input, { of: 'held', figure, rows: [{ instrument: instrumentId(name) }] });
const shown = (explanation: FigureExplanation | undefined) =>
  explanation?.inputs.map(({ label, value, currency, day: on }) => [label, decimalText(value), currency, on]);

describe('how a figure comes about', () => {
  test('a value: units, price, rate, and the events that moved units', () => {
    const value = held('value');
    expect(shown(value)).toEqual([
      ['units', '4', undefined, undefined],
      ['price', '110', 'USD', day('2024-01-12')],
      ['rate', '0.5', 'USD', day('2024-01-12')]
    ]);
    expect(value).toMatchObject({ formula: 'units-times-price', result: decimal('220'), events: ['e1', 'e2', 'e3'] });
  });

  test('a cost is its lots, an income its payments, a change two prices', () => {
    const cost = held('cost');
    // 501 * 3/5 / 1.25 and 101 / 1.25
    expect(cost?.inputs.map(({ value, event }) => [decimalText(value), event])).toEqual([
      ['240.48', 'e1'],
      ['80.8', 'e2']
    ]);
    const income = held('income-of-year');
    expect([income?.result, income?.inputs.map(({ value }) => value)]).toEqual([decimal('8'), [decimal('8')]]);
    const change = held('day-change');
    expect(shown(change)?.map(([label, value]) => [label, value])).toEqual([
      ['units', '4'],
      ['price', '110'],
      ['price-before', '120'],
      ['rate', '0.5']
    ]);
    expect(held('value', 'NONE')).toBeUndefined();
  });

  test('the record of an instrument tells every event', () => {
    const record = instrumentRecord(input, ABC);
    expect(
      record.events.map(({ verb, units, held, paid, income, fees, taxes }) => [
        verb,
        ...[units, held, paid, income, fees, taxes].map(decimalText)
      ])
    ).toEqual([
      ['buy', '5', '5', '500', '0', '1', '0'],
      ['buy', '1', '6', '101', '0', '0', '0'],
      ['sell', '-2', '4', '-240', '0', '1', '0'],
      ['dividend', '0', '4', '0', '10', '0', '1.5']
    ]);
    expect(record.realised).toHaveLength(1);
    expect(record.row?.quantity).toBe(decimal('4'));
    expect(record.history.value.at(-1)).toBeCloseTo(220, 12);
  });
});
