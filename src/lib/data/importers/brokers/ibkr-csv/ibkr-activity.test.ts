import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { ibkrActivity } from './ibkr-activity';
import { ibkrCsv } from './ibkr-csv';
import { openSource } from '../../source/source';

const statement = [
  'Statement,Header,Field Name,Field Value',
  'Statement,Data,BrokerName,Interactive Brokers',
  'Statement,Data,Period,"January 1, 2024 - December 31, 2024"',
  'Account Information,Header,Field Name,Field Value',
  'Account Information,Data,Name,Erika Beispiel',
  'Account Information,Data,Account,U7654321',
  'Account Information,Data,Base Currency,EUR',
  'Cash Report,Header,Currency Summary,Currency,Total,Securities,Futures,Month to Date,Year to Date',
  'Cash Report,Data,Starting Cash,USD,0,0,0,,',
  'Cash Report,Data,Ending Cash,Base Currency Summary,999,999,0,,',
  'Cash Report,Data,Ending Cash,EUR,4898,4898,0,,',
  'Cash Report,Data,Ending Cash,USD,-9180,-9180,0,,',
  'Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price,Cost Basis,Close Price,Value,Unrealized P/L,Code',
  'Open Positions,Data,Summary,Stocks,USD,ACME,"1,700",1,5,8500,6,10200,1700,',
  'Open Positions,Total,,Stocks,USD,,,,,8500,,10200,1700,',
  'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code',
  'Trades,Data,Order,Stocks,USD,ACME,"2024-01-03, 10:30:00","1,500",5,5.1,-7500,-2,7502,0,150,O;P',
  'Trades,Data,ClosedLot,Stocks,USD,ACME,2024-01-03,1,5,,,,5,0,,',
  'Trades,SubTotal,,Stocks,USD,ACME,,1500,,,-7500,-2,7502,0,150,',
  'Trades,Data,Order,Equity and Index Options,USD,ACME 21JUN24 10.0 P,"2024-02-01, 11:00:00",-2,0.5,0.5,100,-1,-99,0,0,O',
  'Trades,Data,Order,Equity and Index Options,USD,ACME 21JUN24 10.0 P,"2024-06-21, 16:20:00",2,0,0,0,0,99,0,0,A;C',
  'Trades,Data,Order,Stocks,USD,ACME,"2024-06-21, 16:20:00",200,10,9,-2000,0,2000,0,0,A;O',
  'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,,Proceeds,Comm in EUR,,,MTM in EUR,Code',
  'Trades,Data,Order,Forex,USD,EUR.USD,"2024-01-02, 09:00:00",-100,1.1,,110,-2,,,0,',
  'Trades,Total,,Stocks,USD,,,,,,-9500,-2,,,,',
  'Deposits & Withdrawals,Header,Currency,Settle Date,Description,Amount',
  'Deposits & Withdrawals,Data,EUR,2024-01-01,Electronic Fund Transfer,5000',
  'Deposits & Withdrawals,Data,Total,,,5000',
  'Dividends,Header,Currency,Date,Description,Amount',
  'Dividends,Data,USD,2024-03-05,ACME(US0000000019) Cash Dividend USD 0.10 per Share (Ordinary Dividend),150',
  'Dividends,Data,Total,,,150',
  'Withholding Tax,Header,Currency,Date,Description,Amount,Code',
  'Withholding Tax,Data,USD,2024-03-05,ACME(US0000000019) Cash Dividend USD 0.10 per Share - US Tax,-22.5,',
  'Interest,Header,Currency,Date,Description,Amount',
  'Interest,Data,USD,2024-04-03,USD Debit Interest for Mar-2024,-4.5',
  'Fees,Header,Subtitle,Currency,Date,Description,Amount',
  'Fees,Data,Other Fees,USD,2024-04-04,Market data,-10',
  'Change in Dividend Accruals,Header,Asset Category,Currency,Symbol,Date,Ex Date,Pay Date,Quantity,Tax,Fee,Gross Rate,Gross Amount,Net Amount,Code',
  'Change in Dividend Accruals,Data,Stocks,USD,ACME,2024-03-01,2024-03-01,2024-03-05,1500,22.5,0,0.1,150,127.5,Po',
  'Financial Instrument Information,Header,Asset Category,Symbol,Description,Conid,Security ID,Underlying,Listing Exch,Multiplier,Type,Code',
  'Financial Instrument Information,Data,Stocks,ACME,ACME CORP,11,US0000000019,ACME,NYSE,1,COMMON,',
  'Financial Instrument Information,Header,Asset Category,Symbol,Description,Conid,Underlying,Listing Exch,Multiplier,Expiry,Delivery Month,Type,Strike,Code',
  'Financial Instrument Information,Data,Equity and Index Options,ACME 21JUN24 10.0 P,ACME 21JUN24 10 P,21,ACME,CBOE,100,2024-06-21,2024-06,P,10,'
].join('\n');

describe('an activity statement', () => {
  const sheet = readBy(ibkrActivity, statement);

  test('is booked as a Flex report is', () => {
    expect(statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''))).toEqual([
      '2024-01-01 deposit | cash 5000 EUR',
      '2024-01-02 exchange | sold 100 EUR | bought 110 USD | fees 2',
      '2024-01-03 buy US0000000019 | quantity 1500 | price 5 | gross 7500 USD | fees 2',
      '2024-02-01 sell-short ACME 21JUN24 10.0 P | quantity 2 | price 0.5 | gross 100 USD | fees 1',
      '2024-03-05 dividend US0000000019 | gross 150 USD | taxes 22.5',
      '2024-04-03 interest | gross -4.5 USD',
      '2024-04-04 fee | cash 10 USD',
      '2024-06-21 assignment ACME 21JUN24 10.0 P | quantity 2 | way receive | underlying US0000000019 | units 200 | gross 2000 USD',
      '2024-12-31 assert-position US0000000019 | quantity 1700',
      '2024-12-31 assert-cash | cash 4898 EUR',
      '2024-12-31 assert-cash | cash -9180 USD'
    ]);
    expect(problemTexts(sheet)).toEqual([]);
    expect(brokenFields(sheet)).toEqual([]);
  });

  test('ends with what it says is held', () => {
    expect(heldUnits(sheet)).toEqual({ US0000000019: '1700' });
    // 110 - 7502 + 99 + 127.5 - 4.5 - 10 - 2000
    expect(cashHeld(sheet)).toEqual({ EUR: '4898', USD: '-9180' });
  });

  test('names account and instruments', () => {
    expect([...sheet.accounts.values()][0]).toMatchObject({
      number: 'U7654321',
      currency: 'EUR',
      owner: 'Erika Beispiel'
    });
    expect([...sheet.instruments.values()].find(({ kind }) => kind === 'option')).toMatchObject({
      multiplier: '100',
      option: { right: 'put', strike: '10' }
    });
  });

  test('is not taken for a Flex query, nor the other way round', () => {
    const source = openSource(new TextEncoder().encode(statement), 'a.csv');
    expect([ibkrActivity.recognises(source), ibkrCsv.recognises(source)]).toEqual([true, false]);
  });
});
