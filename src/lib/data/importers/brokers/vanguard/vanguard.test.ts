import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { openSource } from '../../source/source';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { vanguard } from './vanguard';

const holdings = 'Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,';
const transactions =
  'Account Number,Trade Date,Settlement Date,Transaction Type,Transaction Description,Investment Name,Symbol,Shares,Share Price,Principal Amount,Commissions and Fees,Net Amount,Accrued Interest,Account Type,';
const file = (held: readonly string[], rows: readonly string[]): string =>
  [holdings, ...held, '', '', '', transactions, ...rows, ''].join('\n');

describe('an export of Vanguard', () => {
  const sheet = readBy(
    vanguard,
    file(
      [
        '11112222,WIDE MARKET ETF,WIDE,10.5,200,2100,',
        '11112222,VANGUARD FEDERAL MONEY MARKET FUND,VMFXX,850.2,1,850.2,',
        '33334444,BOND ETF,BND,3,70,210,'
      ],
      [
        '11112222,2025-03-25,2025-03-25,Sweep in,Sweep Into Settlement Fund,VANGUARD FEDERAL MONEY MARKET FUND,VMFXX,20,1.0,-20,0,-20,0,CASH,',
        '11112222,2025-03-24,2025-03-24,Reinvestment,Dividend Reinvestment,VANGUARD FEDERAL MONEY MARKET FUND,VMFXX,0.2,1.0,-0.2,0,-0.2,0,CASH,',
        '11112222,2025-03-24,2025-03-24,Dividend,Dividend Received,VANGUARD FEDERAL MONEY MARKET FUND,VMFXX,0,1.0,0.2,0,0.2,0,CASH,',
        '11112222,2025-03-20,2025-03-20,Reinvestment,Dividend Reinvestment,WIDE MARKET ETF,WIDE,0.5,200,-100,0,-100,0,CASH,',
        '11112222,2025-03-20,2025-03-20,Dividend,Dividend Received,WIDE MARKET ETF,WIDE,0,0,100,0,100,0,CASH,',
        '11112222,2025-03-10,2025-03-12,Sell,Sell,WIDE MARKET ETF,WIDE,-5,210,1050,0,1050,0,CASH,',
        '11112222,2025-03-03,2025-03-05,Buy,Buy,WIDE MARKET ETF,WIDE,15,200,-3000,0,-3000,0,CASH,',
        '11112222,2025-03-01,2025-03-01,Funds Received,Electronic Bank Transfer,CASH,CASH,0,0,2800,0,2800,0,CASH,',
        '33334444,2025-03-04,2025-03-04,Transfer (incoming),Transfer,BOND ETF,BND,3,70,210,0,0,0,CASH,',
        '33334444,2025-03-05,2025-03-05,Capital gain (LT),Capital gain,BOND ETF,BND,0,0,4,0,4,0,CASH,',
        '33334444,2025-03-05,2025-03-05,Withholding,Tax,BOND ETF,BND,0,0,-1,0,-1,0,CASH,'
      ]
    )
  );

  test('is booked account by account; the fund in which cash rests is cash', () => {
    expect(statedTexts(sheet)).toEqual([
      '2025-03-01 deposit | note CASH | cash 2800 USD',
      '2025-03-03 buy WIDE | settles 2025-03-05 | quantity 15 | price 200 | gross 3000 USD',
      '2025-03-04 delivery-in BND | quantity 3 | cost 210 USD',
      '2025-03-05 tax BND | cash 1 USD',
      '2025-03-05 dividend BND | gross 4 USD | kind long-term-gain',
      '2025-03-10 sell WIDE | settles 2025-03-12 | quantity 5 | price 210 | gross 1050 USD',
      '2025-03-20 dividend WIDE | gross 100 USD',
      '2025-03-20 buy WIDE | quantity 0.5 | price 200 | gross 100 USD',
      '2025-03-24 dividend VMFXX | gross 0.2 USD',
      '2025-03-25 assert-position WIDE | quantity 10.5',
      '2025-03-25 assert-cash | cash 850.2 USD',
      '2025-03-05 assert-position BND | quantity 3'
    ]);
    expect(problemTexts(sheet)).toEqual(['17 note cost-from-price']);
    expect(brokenFields(sheet)).toEqual([]);
    expect(sheet.lines.size).toBe(14);
  });

  test('ends with the holdings that stand above', () => {
    expect(heldUnits(sheet)).toEqual({ WIDE: '10.5', BND: '3' });
    const [first] = [...sheet.accounts].find(([, { number }]) => number === '11112222') ?? [];
    expect(cashHeld(sheet, first)).toEqual({ USD: '850.2' });
  });

  test('with a conversion of shares, dates of another kind and a section that is not read', () => {
    const other = readBy(
      vanguard,
      file(
        [],
        [
          '11112222,01/05/2024,01/05/2024,Conversion (incoming),Share Conversion,WIDE ADMIRAL,WIDAX,50,100,5000,0,0,0,CASH,',
          '11112222,01/05/2024,01/05/2024,Conversion (outgoing),Share Conversion,WIDE INVESTOR,WIDIX,-100,50,-5000,0,0,0,CASH,',
          '11112222,01/02/2024,01/02/2024,Buy,Buy,WIDE INVESTOR,WIDIX,100,50,-5000,0,-5000,0,CASH,',
          'Plan Number,Plan Name,Fund Name,Shares',
          '900,PLAN,WIDE TRUST,10'
        ]
      )
    );
    expect(statedTexts(other)).toEqual([
      '2024-01-02 buy WIDIX | quantity 100 | price 50 | gross 5000 USD',
      '2024-01-05 reorganisation WIDIX | kind exchange | keeps false | retained 0 | receives [instrument WIDAX numerator 1 denominator 2 basis 1]'
    ]);
    expect(heldUnits(other)).toEqual({ WIDAX: '50' });
    expect(problemTexts(other)).toEqual([]);
  });

  test('other tables are not taken for one', () => {
    const other = openSource(
      new TextEncoder().encode('Account Number,Trade Date,Symbol,Shares\n1,2024-01-02,A,1'),
      'a.csv'
    );
    expect(vanguard.recognises(other)).toBe(false);
  });
});
