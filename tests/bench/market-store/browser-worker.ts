import { rolledBars } from '$lib/domain/market';
import { clearVault, closeVault, loadPrices, openVault, savePrices } from '$lib/storage/dexie';
import { priceRollupColumns, withVaultTables } from '$lib/storage/duckdb';
import { columnExtremes, valueExtent } from '$lib/ui/charts/paths';
import { instrumentAt, marketSeries } from './market';
import { storedPlainly } from './plain-store';

/** What the page may ask for. */
export type Question = 'store' | 'store-plainly' | 'open' | 'rollup' | 'rollup-plainly' | 'chart';

export interface Asked {
  readonly question: Question;
  readonly instruments: number;
}

export interface Told {
  readonly milliseconds: number;
  /** Rows, bars or points that came of it. */
  readonly count: number;
  /** A sum over them, so that two ways to one answer can be held against each other. */
  readonly sum: number;
}

const WIDTH = 1200;
const HEIGHT = 400;

/** What is timed of each question, after what it needs. */
const answers: Readonly<Record<Question, (instruments: number) => Promise<Told>>> = {
  async store(instruments) {
    const vault = await openVault('mine');
    await clearVault(vault);
    const series = marketSeries(instruments);
    const told = await timed(async () => {
      const { written } = await savePrices(vault, series, { origin: 'fetched', recordedAt: 1 });
      return { count: written, sum: 0 };
    });
    closeVault(vault);
    return told;
  },

  async 'store-plainly'(instruments) {
    const series = marketSeries(instruments);
    return timed(async () => ({ count: await storedPlainly(series), sum: 0 }));
  },

  open: () =>
    timed(async () => {
      const ask = 'SELECT CAST(count(*) AS INTEGER) AS count, sum(close) AS sum FROM prices';
      const [row] = await withVaultTables('mine', 'prices', ({ tables }) =>
        tables.query<{ count: number; sum: number }>(ask)
      );
      return row ?? { count: 0, sum: 0 };
    }),

  rollup: () =>
    withVaultTables('mine', 'prices', ({ tables }) =>
      timed(async () => {
        const { high, close } = await priceRollupColumns(tables, 'month');
        return { count: close.length, sum: total(high) };
      })
    ),

  async 'rollup-plainly'() {
    const vault = await openVault('mine');
    const { series } = await loadPrices(vault);
    closeVault(vault);
    return timed(() => {
      const rolled = series.map(({ days, values }) => rolledBars({ days, close: values }, 'month'));
      const sum = rolled.reduce((all, { high }) => all + total(high), 0);
      return Promise.resolve({ count: rolled.reduce((all, { close }) => all + close.length, 0), sum });
    });
  },

  async chart(instruments) {
    const vault = await openVault('mine');
    const told = await timed(async () => {
      const { series } = await loadPrices(vault, [instrumentAt(Math.floor(instruments / 2))]);
      const [one] = series;
      if (!one) return { count: 0, sum: 0 };
      const [low, high] = valueExtent(one.values) ?? [0, 1];
      const [first, last] = [one.days[0] ?? 0, one.days.at(-1) ?? 1];
      const x = (day: number): number => (WIDTH * (day - first)) / (last - first);
      const y = (value: number): number => HEIGHT * (1 - (value - low) / (high - low));
      const points = columnExtremes(one.days, one.values, x, y, WIDTH);
      return { count: points.length, sum: one.days.length };
    });
    closeVault(vault);
    return told;
  }
};

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

async function timed(work: () => Promise<Omit<Told, 'milliseconds'>>): Promise<Told> {
  const start = performance.now();
  const { count, sum } = await work();
  return { milliseconds: performance.now() - start, count, sum };
}

self.onmessage = ({ data }: MessageEvent<Asked>) =>
  void answers[data.question](data.instruments).then(
    (told) => self.postMessage(told),
    (error: unknown) => self.postMessage({ error: String(error) })
  );
