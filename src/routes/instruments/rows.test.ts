import { describe, expect, it } from 'vitest';
import { dayFromText, dayText } from '$lib/domain/calendar';
import { instrumentId, tradingCalendarOf, type Instrument } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { completedBy, instrumentFromListing, plainSymbol } from '$lib/services/instrument-list';
import { knownAs } from './known';
import { fitting, freshText, lastSession, rowsOf } from './rows';

const sap: Instrument = {
  id: instrumentId('sap'),
  kind: 'equity',
  name: 'SAP',
  currency: currencyCode('EUR'),
  exchange: 'XETR',
  identifiers: [
    { scheme: 'symbol', value: 'SAP' },
    { scheme: 'isin', value: 'DE0007164600' }
  ]
};
const listing = { symbol: 'SAP.XETRA', name: 'SAP SE', kind: 'equity', currency: 'EUR' } as const;

describe('a listing of a source', () => {
  it('is a new instrument with what can be trusted of it, named as the source names it', () => {
    const made = instrumentFromListing('eodhd', { ...listing, exchange: 'XETRA', isin: 'DE0007164601' });
    expect(made).toMatchObject({ currency: 'EUR', sourceSymbols: { eodhd: 'SAP.XETRA' } });
    expect(made?.identifiers).toEqual([{ scheme: 'symbol', value: 'SAP' }]);
    expect(made).not.toHaveProperty('exchange');
    const whole = instrumentFromListing('eodhd', { ...listing, exchange: 'XETR', isin: 'DE0007164600' });
    expect(whole).toMatchObject({ exchange: 'XETR', identifiers: sap.identifiers });
    expect(instrumentFromListing('yahoo', { symbol: 'SAP.DE', name: 'SAP SE' })).toBeUndefined();
  });

  it('has a symbol without its market; a class of shares stays', () => {
    const symbols = ['SAP.DE', 'SAP:XETR', 'VOD.L', '7203.T', 'BRK.B', 'BRK-B', 'BTC-USD', 'AAPL', 'BF.B'];
    expect(symbols.map(plainSymbol)).toEqual([
      'SAP',
      'SAP',
      'VOD',
      '7203',
      'BRK.B',
      'BRK-B',
      'BTC-USD',
      'AAPL',
      'BF.B'
    ]);
  });

  it('fills in what a record lacks, and changes nothing that is there', () => {
    const { exchange: _, ...bare } = { ...sap, identifiers: sap.identifiers.slice(0, 1) };
    const found = { ...listing, symbol: 'SAP:XETR', exchange: 'XETR', isin: 'de0007164600' };
    expect(completedBy(bare, 'twelve-data', found)).toEqual({ ...sap, sourceSymbols: { 'twelve-data': 'SAP:XETR' } });
    const own = { ...sap, sourceSymbols: { 'twelve-data': 'SAP:XFRA' } };
    expect(completedBy(own, 'twelve-data', { ...found, exchange: 'XNYS', isin: 'US8030542042' })).toEqual(own);
  });

  it('is known by its name at the source, its ISIN, or its symbol, currency and exchange', () => {
    const known = (over: object): boolean => knownAs([sap], 'eodhd', { ...listing, ...over }) !== undefined;
    expect(known({ isin: 'DE0007164600', symbol: 'X' })).toBe(true);
    expect(known({})).toBe(true);
    expect(known({ isin: 'US8030542042' })).toBe(false);
    expect(known({ currency: 'USD' })).toBe(false);
    expect(known({ exchange: 'XFRA' })).toBe(false);
    // Without a currency the exchange alone can say it.
    expect(known({ currency: undefined })).toBe(false);
    expect(known({ currency: undefined, exchange: 'XETR' })).toBe(true);
    const named = { ...sap, currency: currencyCode('USD'), sourceSymbols: { eodhd: 'SAP.XETRA' } };
    expect(knownAs([named], 'eodhd', listing)).toBe(named);
  });
});

describe('rows of the table', () => {
  const monday = Date.UTC(2024, 4, 20, 12);
  const rowWith = (last: string) =>
    rowsOf(
      [sap],
      [
        {
          ...{ id: sap.id, held: false, named: false },
          last: {
            ...{ day: dayFromText(last), value: 180, currency: sap.currency, quoteUnit: 'currency' as const },
            ...{ source: 'eodhd', origin: 'fetched' as const, count: 1, first: dayFromText(last) }
          }
        }
      ],
      [],
      { asOf: undefined, instant: monday }
    );

  it('tell how many sessions of the exchange a close lies back', () => {
    // Friday the 17th is the last session that has ended on Monday at noon.
    expect(dayText(lastSession(tradingCalendarOf(sap), undefined, monday))).toBe('2024-05-17');
    expect(dayText(lastSession(undefined, undefined, monday))).toBe('2024-05-17');
    expect(rowWith('2024-05-17').map(freshText)).toEqual(['up to date']);
    // The 1st of May was a holiday.
    expect(rowWith('2024-04-30').map(freshText)).toEqual(['12 sessions behind']);
    expect(rowsOf([sap], [], [], { asOf: undefined, instant: monday }).map(freshText)).toEqual(['–']);
  });

  it('are found by any of their names', () => {
    const rows = rowWith('2024-05-17');
    for (const typed of ['', 'sap', 'de00071', ' SAP ']) expect(fitting(rows, 'all', typed)).toHaveLength(1);
    expect(fitting(rows, 'all', 'siemens')).toHaveLength(0);
    expect(fitting(rows, 'held', '')).toHaveLength(0);
    expect(fitting(rows, 'followed', '')).toHaveLength(1);
  });
});
