import { decimalText } from '$lib/domain/money';
import { closesJoined, joinsByInstrument } from '$lib/quant/currencies';
import { holdings, valueHistory, wholePeriod } from '$lib/quant/valuation';
import type { CopySource, CopyValues } from '$lib/storage/duckdb';
import { valueFacts, type ValueQuestion } from '../value/input';

/** What worths are asked in: the day, the currency, and the state of the vault. */
export type WorthQuestion = Pick<ValueQuestion, 'vault' | 'asOf' | 'base'> & { readonly revision: number };

const parts = ['journal', 'accounts', 'instruments', 'prices', 'rates'] as const;

/** Copies of what the program computes: worth by day, what is held, and returns as statistics need them. */
export function worthSources(question: () => WorthQuestion | undefined): readonly CopySource[] {
  const facts = async () => {
    const asked = question();
    if (!asked) return undefined;
    const { accounts, transactions, instruments, prices, rates } = await valueFacts(asked.vault, [], asked.revision);
    const period = wholePeriod(transactions, asked.asOf);
    if (!period) return undefined;
    const input = { accounts, transactions, instruments, prices, rates, base: asked.base, filter: {}, period };
    return { asked, input };
  };
  const dailyValues: CopySource = {
    name: 'daily_values',
    parts,
    columns: {
      ...{ day: 'day', currency: 'text', value: 'number', cash: 'number', inflow: 'number', outflow: 'number' },
      ...{ flow: 'number', time_weighted_index: 'number', time_weighted_return: 'number', drawdown: 'number' }
    },
    async values(): Promise<CopyValues> {
      const found = await facts();
      if (!found) return {};
      const { days, value, cash, inflows, outflows, flows, twrIndex, drawdown } = valueHistory(found.input);
      return {
        day: days.slice(),
        currency: { texts: Array.from(days, () => found.asked.base) },
        ...{ value, cash, inflow: inflows, outflow: outflows, flow: flows },
        time_weighted_index: twrIndex,
        time_weighted_return: twrIndex.map((index, at) => (at === 0 ? NaN : index / (twrIndex[at - 1] ?? NaN) - 1)),
        drawdown
      };
    }
  };
  const held: CopySource = {
    name: 'holdings',
    parts,
    columns: {
      ...{ instrument: 'text', quantity: 'exact', price: 'exact', price_currency: 'text', price_day: 'day' },
      ...{ value: 'exact', currency: 'text', weight: 'number', cost: 'exact', gain: 'exact', income: 'exact' }
    },
    async values(): Promise<CopyValues> {
      const found = await facts();
      if (!found) return {};
      const { rows } = holdings(found.input, found.asked.asOf);
      return {
        instrument: { texts: rows.map(({ instrument }) => instrument) },
        quantity: { texts: rows.map(({ quantity }) => decimalText(quantity)) },
        price: { texts: rows.map(({ price }) => decimalText(price.value)) },
        price_currency: { texts: rows.map(({ price }) => price.currency) },
        price_day: { texts: rows.map(({ price }) => (price.day === undefined ? undefined : String(price.day))) },
        value: { texts: rows.map(({ value }) => decimalText(value)) },
        currency: { texts: rows.map(() => found.asked.base) },
        weight: Float64Array.from(rows, ({ weight }) => weight),
        cost: { texts: rows.map(({ cost }) => decimalText(cost)) },
        gain: { texts: rows.map(({ gain }) => decimalText(gain)) },
        income: { texts: rows.map(({ income }) => decimalText(income)) }
      };
    }
  };
  const returns: CopySource = {
    name: 'returns',
    parts,
    columns: { instrument: 'text', day: 'day', change: 'number' },
    async values(): Promise<CopyValues> {
      const found = await facts();
      if (!found) return {};
      const byInstrument = new Map(found.input.prices.map((series) => [series.instrument, series]));
      const joins = joinsByInstrument(found.input.transactions);
      const all = [...byInstrument.keys()].flatMap(
        (instrument) => closesJoined(instrument, joins, (one) => byInstrument.get(one))?.series ?? []
      );
      const rows = all.flatMap(({ instrument, days, values }) =>
        Array.from(days.subarray(1), (day, at) => ({
          instrument,
          day,
          from: values[at] ?? NaN,
          to: values[at + 1] ?? NaN
        }))
      );
      return {
        instrument: { texts: rows.map(({ instrument }) => instrument) },
        day: Int32Array.from(rows, ({ day }) => day),
        change: Float64Array.from(rows, ({ from, to }) => (from > 0 ? to / from - 1 : NaN))
      };
    }
  };
  return [dailyValues, held, returns];
}
