import { existsSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { dayFromText, dayText } from '$lib/domain/calendar';
import { decimalText, decimalToNumber, sum, type Decimal } from '$lib/domain/money';
import { readBy } from '../../sheet/read-by.fixture';
import { portfolioPerformance, portfolioPerformanceBinary } from './portfolio-performance';
import { told } from './told.fixture';

const folder = process.env.SEXTANT_SHARED;
if (!folder) console.log('skipped 5 rows: SEXTANT_SHARED is not set');

describe.skipIf(!folder || !existsSync(`${folder}/samples`))('real files', () => {
  const path = (name: string): string => `${folder}/samples/portfolio-performance/${name}`;
  const text = (name: string): string => readFileSync(path(name), 'utf8');
  const expected = (): Record<string, Record<string, unknown>> =>
    JSON.parse(text('currency_sample.expected.json')) as Record<string, Record<string, unknown>>;

  test('trades across currencies: cash, units and what was paid', () => {
    const sheet = readBy(portfolioPerformance, text('currency_sample.xml'));
    expect(sheet.problems).toEqual([]);
    const cash = new Map<string, Decimal[]>();
    const units = new Map<string, Decimal[]>();
    for (const { transaction } of sheet.posted) {
      const account = sheet.accounts.get(transaction.account)?.name ?? '';
      const list = cash.get(account) ?? [];
      cash.set(account, list);
      if (transaction.verb === 'deposit') list.push(transaction.cash.amount);
      else if (transaction.verb === 'buy') {
        list.push(-(transaction.gross.amount + transaction.fees + transaction.taxes) as Decimal);
        const name = sheet.instruments.get(transaction.instrument)?.symbol ?? '';
        units.set(name, [...(units.get(name) ?? []), transaction.quantity]);
      } else throw new Error(`unexpected ${transaction.verb}`);
    }
    expect([...cash].map(([name, list]) => [name, decimalText(sum(list))])).toEqual([
      ['Portfolio EUR', '1000'],
      ['Portfolio USD', '422.4']
    ]);
    // The dollars left on the day of the table; one purchase of 577.60 came later.
    const before = sheet.posted.filter(({ transaction }) => dayText(transaction.tradeDay) <= '2015-01-16');
    expect(before).toHaveLength(sheet.posted.length - 1);
    expect(expected()['on2015-01-16']?.accountUSD).toMatch(/^1000\.00 USD/);
    const apple = expected()['appleOn2015-08-09'];
    expect(decimalText(sum(units.get('AAPL') ?? []))).toBe(apple?.shares);
    const paid = sheet.posted.flatMap(({ transaction: one }) =>
      one.verb === 'buy' && sheet.instruments.get(one.instrument)?.symbol === 'AAPL'
        ? [`${decimalText((one.gross.amount + one.fees + one.taxes) as Decimal)} ${one.gross.currency}`]
        : []
    );
    // 454.60 is the first lot of the table; the others are its dollars: 571.90 / 1.2141 and 577.60 / 1.1588.
    expect(paid.sort()).toEqual(['454.6 EUR', '571.9 USD', '577.6 USD']);
    const euros = (dollars: number, rate: number): string => (Math.round((dollars / rate) * 100) / 100).toFixed(2);
    expect(['454.60', euros(571.9, 1.2141), euros(577.6, 1.1588)]).toEqual(apple?.lots);
  });

  test('trades across currencies: what everything is worth on two days of the table, to the cent', () => {
    const sheet = readBy(portfolioPerformance, text('currency_sample.xml'));
    const table = expected();
    const rates = table.eurUsd as Record<string, string>;
    const worth = (on: string): string => {
      const day = dayFromText(on);
      const inEuros = (amount: number, currency: string): number =>
        currency === 'EUR' ? amount : amount / Number(rates[on]);
      const total = sheet.posted.reduce((value, { transaction: one }) => {
        if (one.tradeDay > day) return value;
        if (one.verb === 'deposit') return value + inEuros(decimalToNumber(one.cash.amount), one.cash.currency);
        if (one.verb !== 'buy') throw new Error(`unexpected ${one.verb}`);
        const paid = decimalToNumber((one.gross.amount + one.fees + one.taxes) as Decimal);
        const series = sheet.series.find(({ instrument }) => instrument === one.instrument);
        const close = series?.points.filter((point) => point.day <= day).at(-1)?.value ?? NaN;
        const held = inEuros(decimalToNumber(one.quantity) * close, series?.currency ?? '');
        return value - inEuros(paid, one.gross.currency) + held;
      }, 0);
      return total.toFixed(2);
    };
    expect(worth('2015-01-02')).toBe(table['from2015-01-02to2015-01-14']?.initialValue);
    expect(worth('2015-01-14')).toBe(table['from2015-01-02to2015-01-14']?.finalValue);
  });

  test('quotes: as many as the file has, the latest one too', () => {
    const source = text('currency_sample.xml');
    const sheet = readBy(portfolioPerformance, source);
    const securities = source.split('</securities>')[0]?.split('<security>').slice(1) ?? [];
    const days = securities.map(
      (one) => new Set([...one.matchAll(/<(?:price|latest) t="([^"]+)"/g)].map(([, day]) => day))
    );
    expect(sheet.series.map(({ points }) => points.length)).toEqual(days.map((set) => set.size));
    expect(sheet.series.map(({ adjustment }) => adjustment)).toEqual(['splits', 'none']);
    expect(sheet.series[0]?.points.at(-1)?.value).toBe(115.52);
  });

  test('a file with every kind of attribute, a delivery and a deposit of plans', () => {
    for (const name of ['client52.xml', 'client53.xml']) {
      const sheet = readBy(portfolioPerformance, text(name));
      expect(told(sheet)).toEqual([
        '2021-08-02 delivery-in My Securities Account 0.09 100 EUR',
        '2021-08-09 deposit My Securities Account 90 EUR'
      ]);
      const plans = text(name).match(/<investment-plan>/g)?.length;
      expect(sheet.problems.filter(({ subject }) => subject.code === 'action-to-check')).toHaveLength(plans ?? 0);
    }
  });

  test('XML and binary of one client are booked alike', () => {
    const xml = readBy(portfolioPerformance, text('client69.xml'));
    const entries = unzipSync(new Uint8Array(readFileSync(path('client69.binary.portfolio'))));
    const binary = readBy(portfolioPerformanceBinary, entries['data.portfolio'] ?? new Uint8Array());
    expect(told(xml)).toEqual(['2019-05-27 dividend dividendExdate 14 EUR (0, 3.93)']);
    expect(told(binary)).toEqual(told(xml));
    expect(binary.posted.map(({ transaction, about }) => [transaction, about])).toEqual(
      xml.posted.map(({ transaction, about }) => [transaction, about])
    );
    expect([...binary.instruments]).toEqual([...xml.instruments]);
  });
});
