import { identifierOf, type Instrument } from '$lib/domain/instruments';
import { loadLedger, loadPrices, loadRates, priceHeaders, type Vault } from '$lib/storage/dexie';
import { integers, numbers, texts } from './console-fill';
import type { CopySource } from './console-tables';
import { fillPrices } from './fill-series';

const named = (instrument: Instrument, scheme: 'symbol' | 'isin' | 'cusip' | 'wkn'): string | undefined =>
  instrument.identifiers.some((one) => one.scheme === scheme) ? identifierOf(instrument, scheme) : undefined;

const instruments: CopySource = {
  name: 'instruments',
  parts: ['instruments'],
  columns: {
    ...{ instrument: 'text', symbol: 'text', name: 'text', kind: 'text', currency: 'text', isin: 'text' },
    ...{ sector: 'text', country: 'text', exchange: 'text', multiplier: 'exact' }
  },
  async values(vault) {
    const { instruments: rows } = await loadLedger(vault);
    return {
      instrument: texts(rows, ({ id }) => id),
      symbol: texts(rows, (row) => identifierOf(row)),
      name: texts(rows, ({ name }) => name),
      kind: texts(rows, ({ kind }) => kind),
      currency: texts(rows, ({ currency }) => currency),
      isin: texts(rows, (row) => named(row, 'isin')),
      sector: texts(rows, ({ sector }) => sector),
      country: texts(rows, ({ country }) => country),
      exchange: texts(rows, ({ exchange }) => exchange),
      multiplier: texts(rows, ({ multiplier }) => multiplier ?? '1')
    };
  }
};

const accounts: CopySource = {
  name: 'accounts',
  parts: ['accounts'],
  columns: {
    ...{ account: 'text', name: 'text', kind: 'text', currency: 'text', owner: 'text', institution: 'text' },
    ...{ lot_method: 'text', tax_treatment: 'text' }
  },
  async values(vault) {
    const { accounts: rows } = await loadLedger(vault);
    return {
      account: texts(rows, ({ id }) => id),
      name: texts(rows, ({ name }) => name),
      kind: texts(rows, ({ kind }) => kind ?? 'brokerage'),
      currency: texts(rows, ({ currency }) => currency),
      owner: texts(rows, ({ owner }) => owner),
      institution: texts(rows, ({ institution }) => institution),
      lot_method: texts(rows, ({ lotMethod }) => lotMethod ?? 'fifo'),
      tax_treatment: texts(rows, ({ taxTreatment }) => taxTreatment ?? 'taxable')
    };
  }
};

const prices: CopySource = {
  name: 'prices',
  parts: ['prices'],
  columns: { instrument: 'text', day: 'day', close: 'number' },
  async fill(vault, tables) {
    await fillPrices(tables, (await loadPrices(vault)).series);
  }
};

const priceSeries: CopySource = {
  name: 'price_sources',
  parts: ['prices'],
  columns: {
    ...{ instrument: 'text', currency: 'text', adjustment: 'text', quote_unit: 'text', source: 'text' },
    ...{ first_day: 'day', last_day: 'day', closes: 'integer' }
  },
  async values(vault) {
    const rows = await priceHeaders(vault);
    return {
      instrument: texts(rows, ({ instrument }) => instrument),
      currency: texts(rows, ({ currency }) => currency),
      adjustment: texts(rows, ({ adjustment }) => adjustment),
      quote_unit: texts(rows, ({ quoteUnit }) => quoteUnit),
      source: texts(rows, ({ source }) => source),
      first_day: integers(rows, ({ first }) => first),
      last_day: integers(rows, ({ last }) => last),
      closes: integers(rows, ({ count }) => count)
    };
  }
};

/** Rows of one series after the other: what names it, and its days and values. */
function spread<S extends { readonly days: Int32Array }>(series: readonly S[]) {
  const total = series.reduce((sum, { days }) => sum + days.length, 0);
  return {
    days(): Int32Array<ArrayBuffer> {
      const days = new Int32Array(total);
      let at = 0;
      for (const one of series) {
        days.set(one.days, at);
        at += one.days.length;
      }
      return days;
    },
    values(of: (one: S) => Float64Array): Float64Array<ArrayBuffer> {
      const values = new Float64Array(total);
      let at = 0;
      for (const one of series) {
        values.set(of(one), at);
        at += one.days.length;
      }
      return values;
    },
    texts: (of: (one: S) => string) => ({
      texts: series.flatMap((one) => new Array<string>(one.days.length).fill(of(one)))
    })
  };
}

const rates: CopySource = {
  name: 'rates',
  parts: ['rates'],
  columns: { base: 'text', quote: 'text', day: 'day', rate: 'number' },
  async values(vault) {
    const rows = spread((await loadRates(vault)).series);
    return {
      base: rows.texts(({ base }) => base),
      quote: rows.texts(({ quote }) => quote),
      day: rows.days(),
      rate: rows.values(({ values }) => values)
    };
  }
};

const macroSeries: CopySource = {
  name: 'macro_series',
  parts: ['macro'],
  columns: {
    ...{ series: 'text', title: 'text', topic: 'text', unit: 'text', frequency: 'text', area: 'text' },
    ...{ months: 'integer', source: 'text', first_day: 'day', last_day: 'day' }
  },
  async values(vault) {
    const rows = await vault.db.macroSeries.toArray();
    return {
      series: texts(rows, ({ id }) => id),
      title: texts(rows, ({ title }) => title),
      topic: texts(rows, ({ topic }) => topic),
      unit: texts(rows, ({ unit }) => unit),
      frequency: texts(rows, ({ frequency }) => frequency),
      area: texts(rows, ({ area }) => area),
      months: texts(rows, ({ months }) => (months === undefined ? undefined : String(months))),
      source: texts(rows, ({ source }) => source),
      first_day: integers(rows, ({ first }) => first),
      last_day: integers(rows, ({ last }) => last)
    };
  }
};

const macro: CopySource = {
  name: 'macro',
  parts: ['macro'],
  columns: { series: 'text', day: 'day', value: 'number' },
  async values(vault) {
    const rows = spread(await vault.db.macro.toArray());
    return { series: rows.texts(({ id }) => id), day: rows.days(), value: rows.values(({ values }) => values) };
  }
};

const bars: CopySource = {
  name: 'bars',
  parts: ['market'],
  columns: {
    ...{ instrument: 'text', day: 'day', open: 'number', high: 'number', low: 'number', volume: 'number' },
    source: 'text'
  },
  async values(vault) {
    const rows = spread(await vault.db.bars.toArray());
    return {
      instrument: rows.texts(({ instrument }) => instrument),
      day: rows.days(),
      open: rows.values(({ open }) => open),
      high: rows.values(({ high }) => high),
      low: rows.values(({ low }) => low),
      volume: rows.values(({ volume }) => volume),
      source: rows.texts(({ source }) => source)
    };
  }
};

const events: CopySource = {
  name: 'events',
  parts: ['market'],
  columns: {
    ...{ instrument: 'text', day: 'day', kind: 'text', amount: 'number', currency: 'text' },
    ...{ numerator: 'number', denominator: 'number', source: 'text' }
  },
  async values(vault) {
    const rows = (await vault.db.events.toArray()).flatMap(({ instrument, source, splits, dividends }) => [
      ...splits.map((one) => ({ ...one, instrument, source, kind: 'split', amount: undefined, currency: undefined })),
      ...dividends.map((one) => ({
        ...one,
        ...{ instrument, source, kind: 'dividend', numerator: undefined, denominator: undefined }
      }))
    ]);
    return {
      instrument: texts(rows, ({ instrument }) => instrument),
      day: integers(rows, ({ day }) => day),
      kind: texts(rows, ({ kind }) => kind),
      amount: numbers(rows, ({ amount }) => amount),
      currency: texts(rows, ({ currency }) => currency),
      numerator: numbers(rows, ({ numerator }) => numerator),
      denominator: numbers(rows, ({ denominator }) => denominator),
      source: texts(rows, ({ source }) => source)
    };
  }
};

const results: CopySource = {
  name: 'results',
  parts: ['results'],
  columns: {
    ...{ result: 'text', kind: 'text', title: 'text', created: 'moment', engine_version: 'text' },
    seed: 'number'
  },
  async values(vault: Vault) {
    const rows = await vault.db.results.toArray();
    return {
      result: texts(rows, ({ id }) => id),
      kind: texts(rows, ({ kind }) => kind),
      title: texts(rows, ({ title }) => title),
      created: numbers(rows, ({ createdAt }) => createdAt),
      engine_version: texts(rows, ({ engineVersion }) => engineVersion),
      seed: numbers(rows, ({ seed }) => seed)
    };
  }
};

/** Copies of what is kept beside the ledger. */
export const marketSources: readonly CopySource[] = [
  ...[instruments, accounts, prices, priceSeries, rates],
  ...[macroSeries, macro, bars, events, results]
];
