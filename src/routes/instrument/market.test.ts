import { describe, expect, test } from 'vitest';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import type { Fundamentals, MarketEvents, PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { announcedRows, filledRecord, fundamentalFacts, withDividends } from './market';

const usd = currencyCode('USD');
const acme: Instrument = {
  ...{ id: instrumentId('acme'), kind: 'equity', name: 'Acme', currency: usd, identifiers: [] },
  ...{ sector: 'Other', figures: { leverage: '1', 'dividend-yield': '0.01' } }
};
const told: Fundamentals = {
  ...{ instrument: acme.id, source: 'one', asOf: 19_700, sector: 'Energy', country: 'US', dividendYield: 0.01 },
  ...{ marketCapitalization: 2.5e9, currency: 'USD', earningsDays: [10, 20_000] }
};
const closes: PriceSeries = {
  ...{ instrument: acme.id, currency: usd, adjustment: 'none', quoteUnit: 'currency', source: '', revision: 1 },
  ...{ days: Int32Array.of(100, 101, 102), values: Float64Array.of(20, 20, 10) }
};
const events: MarketEvents = {
  ...{ instrument: acme.id, source: 'one', splits: [{ day: 103, numerator: 2, denominator: 1 }] },
  dividends: [
    { day: 101, amount: 5, currency: usd },
    { day: 50, amount: 1, currency: usd }
  ]
};

describe('fundamentals fill the record', () => {
  test('with what differs; what the source does not tell stays', () => {
    const { filled, news } = filledRecord(acme, told);
    expect(news).toEqual(['sector', 'country', 'market-capitalization']);
    expect(filled).toMatchObject({ name: 'Acme', sector: 'Energy', country: 'US' });
    expect(filled.figures).toEqual({ leverage: '1', 'dividend-yield': '0.01', 'market-capitalization': '2500000000' });
    expect(filledRecord(filled, told)).toEqual({ filled, news: [] });
  });

  test('a capitalization in other money is shown and not taken over', () => {
    const pounds = { ...told, currency: 'GBP' };
    expect(filledRecord(acme, pounds).news).toEqual(['sector', 'country']);
    const labels = fundamentalFacts(pounds, 'USD', 19_000).map(({ label }) => label);
    expect(labels).toEqual(['Sector', 'Country', 'Market capitalization', 'Dividend yield', 'Next earnings']);
  });
});

describe('announced', () => {
  test('newest first', () => {
    expect(announcedRows(events).map(({ cells }) => cells.slice(1))).toEqual([
      ['Split', '2 for 1'],
      ['Dividend', '5.00 USD'],
      ['Dividend', '1.00 USD']
    ]);
  });

  test('closes with dividends: a split that the ledger dates a day off counts once', () => {
    // The last two closes stand on either side of a split of two for one, of which both tell.
    const split = { ...closes, values: Float64Array.of(20, 20, 10) };
    const told103 = { ...events, splits: [{ day: 103, numerator: 2, denominator: 1 }] };
    const found = withDividends(split, [{ day: 102, numerator: 2, denominator: 1 }], told103);
    // 20 before the dividend of 5: multiplied by 20 / 25, and halved by the split once.
    expect([...(found?.series.values ?? [])]).toEqual([8, 10, 10]);
    expect(found?.skipped).toEqual([{ day: 50, reason: 'before-the-series' }]);
  });

  test('not offered where the closes contain them, or none can be applied', () => {
    expect(withDividends({ ...closes, adjustment: 'total-return' }, [], events)).toBeUndefined();
    expect(withDividends(closes, [], undefined)).toBeUndefined();
    expect(withDividends(closes, [], { ...events, dividends: events.dividends.slice(1) })).toBeUndefined();
  });
});
