import { existsSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimal, decimalText, sum, type Decimal } from '$lib/domain/money';
import { readBy } from '../../sheet/read-by.fixture';
import { BrokenFileError } from '../../sheet/reader';
import type { PostedTransaction, StatementSheet } from '../../sheet/statement-sheet';
import { idXml, nestedXml } from './client.fixture';
import { portfolioPerformance, portfolioPerformanceBinary } from './portfolio-performance';

const folder = process.env.SEXTANT_SHARED;
if (!folder) console.log('skipped 4 rows: SEXTANT_SHARED is not set');

/** One transaction in a line: day, verb, account, units, money, costs. */
function told(sheet: StatementSheet): string[] {
  const name = (id: PostedTransaction['transaction']['account']): string => sheet.accounts.get(id)?.name ?? id;
  return sheet.posted.map(({ transaction }) => {
    const { tradeDay, verb, account } = transaction;
    const parts = [dayText(tradeDay), verb, name(account)];
    if ('to' in transaction) parts.push(`-> ${name(transaction.to)}`);
    if ('quantity' in transaction) parts.push(decimalText(transaction.quantity));
    for (const field of ['gross', 'cash', 'cost', 'sold', 'bought'] as const) {
      const value = (transaction as unknown as Record<string, { amount: Decimal; currency: string } | undefined>)[
        field
      ];
      if (value) parts.push(`${decimalText(value.amount)} ${value.currency}`);
    }
    if ('fees' in transaction) parts.push(`(${decimalText(transaction.fees)}, ${decimalText(transaction.taxes)})`);
    return parts.join(' ');
  });
}

describe('XML', () => {
  test.each([25, 27, 29, 35, 48, 49, 69])('version %i: every record is booked once', (version) => {
    const sheet = readBy(portfolioPerformance, nestedXml(version));
    expect(told(sheet)).toEqual([
      '2020-01-02 deposit Depot 1000 EUR',
      '2020-01-02 buy Depot 10 450 EUR (2.5, 1)',
      '2020-01-09 exchange Depot 90 EUR 100 USD (0, 0)',
      '2020-01-09 transfer-cash Depot -> Other depot 100 USD',
      '2020-02-03 transfer-securities Depot -> Other depot 4',
      '2020-03-01 delivery-in Other depot 1.5 123.45 EUR',
      '2020-04-01 dividend Other depot 10 USD (0, 1.5)'
    ]);
    expect(sheet.posted.map(({ about }) => about.id)).toEqual(['t-1', 't-3', 't-6', 't-6', 't-4', 't-9', 't-8']);
    expect(sheet.posted[1]?.transaction.note).toBe(version < 28 ? 'first' : 'first · 500.00 USD at 0.9');
    expect(sheet.posted[1]?.transaction).toMatchObject({ price: decimal('45') });
    expect([...sheet.accounts.values()].map(({ name, currency }) => [name, currency])).toEqual([
      ['Depot', 'EUR'],
      ['Other depot', 'USD']
    ]);
    expect([...sheet.instruments.values()]).toMatchObject([
      { isin: 'US0000000018', symbol: 'ACME', wkn: 'A0ACME', name: 'Acme Industries', currency: 'USD' },
      { symbol: 'EURUSD', kind: 'index', currency: 'USD' }
    ]);
  });

  test.each([25, 40, 69])('quotes of version %i, the latest last; a split and a plan are told', (version) => {
    const sheet = readBy(portfolioPerformance, nestedXml(version));
    expect(sheet.series.map(({ adjustment, currency, points }) => [adjustment, currency, points])).toEqual([
      [
        'splits',
        'USD',
        [
          { day: expect.anything() as unknown, value: 49.5 },
          { day: expect.anything() as unknown, value: 50.25 },
          { day: expect.anything() as unknown, value: 51 }
        ]
      ],
      ['none', 'USD', [{ day: expect.anything() as unknown, value: 1.25 }]]
    ]);
    expect(sheet.problems.map(({ effect, subject }) => [effect, subject.code])).toEqual([
      ['note', 'action-to-check'],
      ['note', 'action-to-check']
    ]);
  });

  test('references by id; every kind of cash; what cannot be booked names its line', () => {
    const sheet = readBy(portfolioPerformance, idXml);
    expect(told(sheet)).toEqual([
      '2024-01-01 interest Depot 13.5 CHF (0, 3.5)',
      '2024-01-02 interest Depot -2 CHF (0, 0)',
      '2024-01-03 fee Depot 3 CHF',
      '2024-01-04 fee Depot -4 CHF',
      '2024-01-05 tax Depot 5 CHF',
      '2024-01-06 tax Depot -6 CHF',
      '2024-01-07 withdrawal Depot 7 CHF',
      '2024-02-01 sell Depot 0.8 1100 CHF (0, 0)'
    ]);
    const lineOf = (part: string): number => idXml.slice(0, idXml.indexOf(part)).split('\n').length;
    expect(sheet.problems.map(({ line, subject }) => [line, subject.code])).toEqual([
      [lineOf('id="36"'), 'quantity-zero'],
      [lineOf('id="27"'), 'row-kind-unknown'],
      [lineOf('id="28"'), 'half-missing']
    ]);
    expect(sheet.posted[6]?.transaction.note).toBe('rent & food');
    expect(sheet.posted[7]?.about).toMatchObject({ id: 't-90', seconds: 37800 });
    // Quotes in pence become pounds.
    expect(sheet.series[0]).toMatchObject({ currency: 'GBP', points: [{ value: 1.25 }] });
  });

  test('a file that is cut off is broken as a whole', () => {
    expect(() => readBy(portfolioPerformance, nestedXml(69).slice(0, 4000))).toThrow(BrokenFileError);
  });
});

/** The binary form of two transactions, by the field numbers of the published description. */
function binaryClient(): Uint8Array {
  const writer = new PbfWriter();
  const text = (pbf: PbfWriter, field: number, value: string): void => pbf.writeStringField(field, value);
  const whole = (pbf: PbfWriter, field: number, value: number): void => pbf.writeVarintField(field, value);
  const inner = (pbf: PbfWriter, field: number, fill: (own: PbfWriter) => void): void =>
    pbf.writeMessage(field, (_: unknown, own: PbfWriter) => fill(own), {});
  const moment = (pbf: PbfWriter, field: number, seconds: number): void =>
    inner(pbf, field, (own) => whole(own, 1, seconds));
  whole(writer, 1, 69);
  inner(writer, 2, (security) => {
    text(security, 1, 's-1');
    text(security, 3, 'Acme');
    text(security, 4, 'USD');
    text(security, 8, 'ACME');
    inner(security, 13, (price) => {
      whole(price, 1, 19000);
      whole(price, 2, 12_345_000_000);
    });
  });
  for (const [uuid, currency] of [
    ['a-1', 'EUR'],
    ['a-2', 'EUR']
  ] as const)
    inner(writer, 3, (account) => {
      text(account, 1, uuid);
      text(account, 2, `Cash ${uuid}`);
      text(account, 3, currency);
    });
  inner(writer, 4, (portfolio) => {
    text(portfolio, 1, 'p-1');
    text(portfolio, 2, 'Depot');
    text(portfolio, 5, 'a-1');
  });
  inner(writer, 5, (purchase) => {
    text(purchase, 1, 't-1');
    text(purchase, 3, 'a-2');
    text(purchase, 4, 'p-1');
    text(purchase, 7, 't-2');
    moment(purchase, 9, 19000 * 86_400 + 3_661);
    text(purchase, 10, 'EUR');
    whole(purchase, 11, 90_150);
    whole(purchase, 12, 250_000_000);
    text(purchase, 14, 's-1');
    inner(purchase, 15, (unit) => {
      whole(unit, 2, 90_000);
      text(unit, 3, 'EUR');
      whole(unit, 4, 100_000);
      text(unit, 5, 'USD');
      inner(unit, 6, (rate) => {
        whole(rate, 1, 4);
        whole(rate, 2, 4);
        rate.writeBytesField(3, new Uint8Array([0x23, 0x28]));
      });
    });
    inner(purchase, 15, (unit) => {
      whole(unit, 1, 2);
      whole(unit, 2, 150);
      text(unit, 3, 'EUR');
    });
  });
  inner(writer, 5, (transfer) => {
    text(transfer, 1, 't-3');
    whole(transfer, 2, 5);
    text(transfer, 3, 'a-1');
    text(transfer, 5, 'a-2');
    moment(transfer, 9, 18_990 * 86_400);
    text(transfer, 10, 'EUR');
    whole(transfer, 11, 1_000);
  });
  text(writer, 12, 'EUR');
  const body = writer.finish();
  const bytes = new Uint8Array(6 + body.length);
  bytes.set(new TextEncoder().encode('PPPBV1'));
  bytes.set(body, 6);
  return bytes;
}

describe('binary', () => {
  test('cash of another account is moved first; the rate is exact', () => {
    const sheet = readBy(portfolioPerformanceBinary, binaryClient(), 'data.portfolio');
    expect(told(sheet)).toEqual([
      '2021-12-29 transfer-cash Depot -> Cash a-2 10 EUR',
      '2022-01-08 transfer-cash Cash a-2 -> Depot 901.5 EUR',
      '2022-01-08 buy Depot 2.5 900 EUR (1.5, 0)'
    ]);
    expect(sheet.posted[2]?.transaction.note).toBe('1000.00 USD at 0.9');
    expect(sheet.posted[2]?.about).toEqual({ id: 't-1', seconds: 3661 });
    expect(sheet.series[0]?.points).toEqual([{ day: 19000, value: 123.45 }]);
  });

  test('an encrypted file is refused by its name, a cut one is broken', () => {
    const encrypted = new Uint8Array(64).fill(7);
    encrypted.set(new TextEncoder().encode('PORTFOLIO'));
    encrypted[9] = 1;
    const told = (bytes: Uint8Array): string => {
      try {
        readBy(portfolioPerformanceBinary, bytes);
      } catch (error) {
        return error instanceof BrokenFileError ? error.subject.code : String(error);
      }
      return 'read';
    };
    expect(told(encrypted)).toBe('file-encrypted');
    expect(told(binaryClient().slice(0, -30))).toBe('file-broken');
  });
});

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
