import { describe, expect, test } from 'vitest';
import { decimal } from '$lib/domain/money';
import { readBy } from '../../sheet/read-by.fixture';
import { BrokenFileError } from '../../sheet/reader';
import { idXml, nestedXml } from './client.fixture';
import { portfolioPerformance } from './portfolio-performance';
import { told } from './told.fixture';

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

  test('a file of the time before currencies is in euros, as the program took it', () => {
    const old = nestedXml(25).replace(/<currencyCode>\w+<\/currencyCode>|<baseCurrency>\w+<\/baseCurrency>/g, '');
    const sheet = readBy(portfolioPerformance, old);
    expect(told(sheet)[1]).toBe('2020-01-02 buy Depot 10 450 EUR (2.5, 1)');
    expect([...sheet.instruments.values()][0]).toMatchObject({ name: 'Acme Industries', currency: 'EUR' });
    expect([...sheet.instruments.values()][0]?.kind).toBeUndefined();
  });

  test('an ISIN that stands twice is one instrument with the longer series', () => {
    const twice = nestedXml(69).replace(
      '<name>Rate</name>',
      '<name>Acme in Frankfurt</name><isin>US0000000018</isin><tickerSymbol>ACM.F</tickerSymbol>'
    );
    const sheet = readBy(portfolioPerformance, twice.replace('<targetCurrencyCode>USD</targetCurrencyCode>', ''));
    expect([...sheet.instruments.values()].map(({ name }) => name)).toEqual(['Acme Industries']);
    expect(sheet.series.map(({ currency, points }) => [currency, points.length])).toEqual([['USD', 3]]);
  });

  test('absolute paths are references too', () => {
    const path = '../../../../../securities/security"/>\n          <crossEntry';
    for (const absolute of ['/client/securities/security', '//client/securities/security[1]']) {
      const text = nestedXml(69)
        .replace(path, `${absolute}"/>\n          <crossEntry`)
        .replace('<version>69</version>', '');
      expect(text).not.toBe(nestedXml(69));
      expect(told(readBy(portfolioPerformance, text))).toEqual(told(readBy(portfolioPerformance, nestedXml(69))));
    }
  });

  test('quotes in any other writing are read too, and lines stay those of the file', () => {
    const odd = nestedXml(69).replace('<price t="2020-01-02"', '<!-- by hand --><price t="2020-01-02"');
    const [plain, other] = [nestedXml(69), odd].map((text) => readBy(portfolioPerformance, text));
    expect(other?.series).toEqual(plain?.series);
    const lineOf = (id: string): number => nestedXml(69).split(`<uuid>${id}<`)[0]?.split('\n').length ?? 0;
    // The line of a record is the one of its element, above its id.
    expect(plain?.posted.map(({ line, about }) => line + 1 - lineOf(about.id ?? ''))).toEqual(
      plain?.posted.map(() => 0)
    );
  });

  test('a file that is cut off is broken as a whole', () => {
    expect(() => readBy(portfolioPerformance, nestedXml(69).slice(0, 4000))).toThrow(BrokenFileError);
  });
});
