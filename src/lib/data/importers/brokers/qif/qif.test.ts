import { describe, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { qif } from './qif';
import { fileOrder, plainDate } from './qif-values';

const file = (...lines: string[]): string => lines.join('\r\n');
const record = (text: string): string => `${text.split('|').join('\r\n')}\r\n^`;

describe('dates', () => {
  test.each([
    ["3/ 5'24", '3/5/2024'],
    ["12/31' 5", '12/31/2005'],
    ['12/31/98', '12/31/98'],
    ["1/ 2'2024", '1/2/2024'],
    ['31.12.2024', '31.12.2024']
  ])('%s', (written, plain) => {
    expect(plainDate(written)).toBe(plain);
  });

  test('the order of day and month is that of the whole file', () => {
    expect(fileOrder(["3/ 5'24", "25/ 5'24"])).toBe('dmy');
    expect(fileOrder(["3/ 5'24", "5/25'24"])).toBe('mdy');
    expect(fileOrder(["1/ 2'24", "2/ 2'24", "1/ 3'24"])).toBe('dmy');
    expect(fileOrder(["1/ 2'24", "1/ 9'24", "2/ 3'24"])).toBe('mdy');
    expect(fileOrder([])).toBe('mdy');
  });
});

const investments = file(
  '!Option:AutoSwitch',
  '!Account',
  record('NHouse Broker|TInvst'),
  record('NChecking|TBank'),
  '!Clear:AutoSwitch',
  '!Type:Security',
  record('NAcme Corp|SACME|TStock'),
  record('NWide Fund|SWIDE|TMutual Fund'),
  '!Account',
  record('NHouse Broker|TInvst'),
  '!Type:Invst',
  record("D1/ 2'24|NXIn|T10,000.00|L[Checking]"),
  record("D1/ 3'24|NBuy|YAcme Corp|I50|Q100|O9.99|T5,009.99|MFirst lot"),
  record("D1/15'24|NBuyX|YWide Fund|I20.5|Q10|T205.00|L[Checking]|$205.00"),
  record("D2/ 1'24|NDiv|YAcme Corp|T25.00"),
  record("D2/ 2'24|NReinvLg|YWide Fund|I21|Q2|T42.00"),
  record("D2/ 5'24|NStkSplit|YAcme Corp|Q20"),
  record("D2/ 6'24|NSellX|YAcme Corp|I27|Q50|O9.99|T1,340.01|L[Checking]|$1,340.01"),
  record("D2/ 7'24|NShtSell|YBETA|I10|Q20|T200.00"),
  record("D2/ 8'24|NCvrShrt|YBETA|I9|Q20|O1.00|T181.00"),
  record("D2/ 9'24|NRtrnCap|YWide Fund|T3.00"),
  record("D2/12'24|NMargInt|T4.00"),
  record("D2/13'24|NMiscExp|T2.50|MData"),
  record("D2/13'24|NMiscInc|T1.50"),
  record("D2/14'24|NShrsOut|YAcme Corp|Q10"),
  record("D2/15'24|NVest|YOptions|Q5"),
  record("D2/16'24|NShrsIn|YGamma|Q4|I5"),
  '!Account',
  record('NChecking|TBank'),
  '!Type:Bank',
  record("D1/ 1'24|T20,000.00|POpening Balance|L[Checking]"),
  record("D1/ 2'24|T-10,000.00|PTo broker|L[House Broker]"),
  record("D1/15'24|T-205.00|L[House Broker]"),
  record("D2/ 6'24|T1,340.01|L[House Broker]"),
  record("D2/20'24|T-80.00|PMarket|LGroceries|SGroceries|$-60.00|SHousehold|ESoap|$-20.00"),
  record("D2/28'24|T0.75|PBank|LInterest Inc"),
  '!Account',
  record('NOld Broker|TInvst'),
  '!Type:Invst',
  record("D2/14'24|NShrsIn|YAcme Corp|Q10")
);

describe('a QIF file', () => {
  const sheet = readBy(qif, investments);

  test('books investments, with the cash of an X action from the account beside it, once', () => {
    expect(statedTexts(sheet)).toEqual([
      '2024-01-03 buy ACME | note First lot | quantity 100 | price 50 | gross 5000 EUR | fees 9.99',
      '2024-01-15 buy WIDE | quantity 10 | price 20.5 | gross 205 EUR',
      '2024-02-01 dividend ACME | gross 25 EUR',
      '2024-02-02 dividend WIDE | gross 42 EUR | kind long-term-gain',
      '2024-02-02 buy WIDE | quantity 2 | price 21 | gross 42 EUR',
      '2024-02-05 split ACME | numerator 2 | denominator 1',
      '2024-02-06 sell ACME | quantity 50 | price 27 | gross 1350 EUR | fees 9.99',
      '2024-02-07 sell-short BETA | quantity 20 | price 10 | gross 200 EUR',
      '2024-02-08 buy-to-cover BETA | quantity 20 | price 9 | gross 180 EUR | fees 1',
      '2024-02-09 return-of-capital WIDE | gross 3 EUR',
      '2024-02-12 interest | gross -4 EUR',
      '2024-02-13 fee | note Data | cash 2.5 EUR',
      '2024-02-13 interest | gross 1.5 EUR',
      '2024-01-01 opening-cash | note Opening Balance | cash 20000 EUR',
      '2024-02-20 withdrawal | note Market | cash 60 EUR',
      '2024-02-20 withdrawal | note Soap | cash 20 EUR',
      '2024-02-28 interest | note Bank | gross 0.75 EUR',
      '2024-02-14 transfer-securities ACME | to old broker| | quantity 10',
      '2024-02-16 delivery-in GAMMA | quantity 4 | cost 20 EUR',
      '2024-01-02 transfer-cash | to house broker| | cash 10000 EUR',
      '2024-01-15 transfer-cash | to house broker| | cash 205 EUR',
      '2024-02-06 transfer-cash | to checking| | cash 1340.01 EUR'
    ]);
    expect(brokenFields(sheet)).toEqual([]);
    expect(problemTexts(sheet)).toEqual([]);
  });

  test('holds what the registers add up to', () => {
    expect(heldUnits(sheet)).toEqual({ ACME: '150', WIDE: '12', GAMMA: '4' });
    // 20000 - 5009.99 - 205 + 25 + 42 - 42 + 1340.01 + 200 - 181 + 3 - 4 - 2.5 + 1.5 - 80 + 0.75
    expect(cashHeld(sheet)).toEqual({ EUR: '16087.77' });
    const [broker] = [...sheet.accounts].find(([, { name }]) => name === 'House Broker') ?? [];
    expect(cashHeld(sheet, broker)).toEqual({ EUR: '5032.01' });
  });

  test('knows its accounts and securities', () => {
    expect([...sheet.accounts.values()].map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'House Broker brokerage',
      'Checking bank',
      'Old Broker brokerage'
    ]);
    expect([...sheet.instruments.values()].map(({ symbol, name, kind }) => [symbol, name, kind])).toEqual([
      ['ACME', 'Acme Corp', 'equity'],
      ['WIDE', 'Wide Fund', 'fund'],
      ['BETA', undefined, undefined],
      [undefined, 'Gamma', undefined]
    ]);
  });
});

test('a register of one bank, with decimal commas and the day first', () => {
  const sheet = readBy(
    qif,
    file('!Type:Bank', record('D28/02/2024|T-1.234,50|PRent'), record('D01/03/2024|T2.000,00|PSalary|MMarch'))
  );
  expect(statedTexts(sheet)).toEqual([
    '2024-02-28 withdrawal | note Rent | cash 1234.5 EUR',
    '2024-03-01 deposit | note Salary · March | cash 2000 EUR'
  ]);
  expect(sheet.accounts.size).toBe(0);
});

test('closes in whole numbers and fractions', () => {
  const sheet = readBy(
    qif,
    file(
      '!Type:Security',
      record('NAcme Corp|SACME|TStock'),
      '!Type:Prices',
      record('"ACME",45 3/8,"12/31\'24"'),
      record('"ACME",44.5,"12/28\'24"')
    )
  );
  expect(
    sheet.series.map(({ instrument, points }) => [
      instrument,
      points.map(({ day, value }) => `${dayText(day)} ${value}`)
    ])
  ).toEqual([['?instrument:ACME', ['2024-12-28 44.5', '2024-12-31 45.375']]]);
});

test('bad records name their line and field', () => {
  const sheet = readBy(
    qif,
    file(
      '!Type:Invst',
      record('D99/99/99|NBuy|YACME|I1|Q1|T1'),
      record("D1/ 2'24|NTeleport|YACME|Q1"),
      record("D1/ 2'24|NBuy|YACME|I1|Qmany|T1"),
      record("D1/ 2'24|NBuy|I1|Q1|T1"),
      record("D1/ 2'24|NBuy|YACME|I1|T1"),
      record("D1/ 2'24|NDiv|YACME")
    )
  );
  expect(sheet.posted).toEqual([]);
  expect(sheet.problems.map(({ line, column, subject }) => `${line} ${column} ${subject.code}`)).toEqual([
    '2 D date-unreadable',
    '9 N row-kind-unknown',
    '14 Q number-unreadable',
    '21 Y symbol-missing',
    '27 Q value-missing',
    '33 T value-missing'
  ]);
});
