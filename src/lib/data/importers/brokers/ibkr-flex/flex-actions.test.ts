import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import type { StatementSheet } from '../../sheet/statement-sheet';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts } from '../rows/stated.fixture';
import { acme, action, beta, flex, trade, type Values } from './flex.fixture';
import { ibkrFlex } from './ibkr-flex';

const child: Values = { ...beta, symbol: 'KID', conid: '41', isin: 'US0000000035', description: 'KID INC' };
const fresh: Values = { ...acme, conid: '42', isin: 'US0000000043' };
const old: Values = { ...acme, symbol: 'ACME.OLD' };

function read(
  actions: readonly string[],
  bought: readonly string[] = [trade(acme, '20240102', 100, 5, { ibCommission: 0 })]
): StatementSheet {
  const sheet = readBy(ibkrFlex, flex({ Trades: bought, CorporateActions: actions }));
  expect(brokenFields(sheet)).toEqual([]);
  expect(sheet.lines.size).toBe(bought.length + actions.length);
  return sheet;
}
const booked = (sheet: StatementSheet): string[] =>
  statedTexts(sheet)
    .slice(1)
    .map((one) => one.replace(/ \| note .*?(?= \||$)/, ''));

describe('corporate actions', () => {
  test('a forward split, in one row', () => {
    const sheet = read([action(acme, 'FS', 'ACME(US0000000019) SPLIT 4 FOR 1', '20240610', 300)]);
    expect(booked(sheet)).toEqual(['2024-06-10 split US0000000019 | numerator 4 | denominator 1']);
    expect(heldUnits(sheet)).toEqual({ US0000000019: '400' });
    expect(problemTexts(sheet)).toEqual([]);
  });

  test('a reverse split into a new number, in two rows', () => {
    const text = 'ACME(US0000000019) SPLIT 1 FOR 25';
    const sheet = read([action(fresh, 'RS', text, '20240610', 4), action(old, 'RS', text, '20240610', -100)]);
    expect(booked(sheet)).toEqual([
      '2024-06-10 reorganisation US0000000019 | kind exchange | keeps false | retained 0 | receives [instrument US0000000043 numerator 1 denominator 25 basis 1]'
    ]);
    expect(heldUnits(sheet)).toEqual({ US0000000043: '4' });
    expect(problemTexts(sheet)).toEqual([]);
  });

  test('a change of number keeps the units', () => {
    const text = 'ACME(US0000000019) CUSIP/ISIN CHANGE TO (US0000000043)';
    const sheet = read([action(fresh, 'IC', text, '20240610', 100), action(old, 'IC', text, '20240610', -100)]);
    expect(heldUnits(sheet)).toEqual({ US0000000043: '100' });
  });

  test('a spin-off keeps the parent; how the cost is shared is to be checked', () => {
    const sheet = read([action(child, 'SO', 'ACME(US0000000019) SPINOFF  1 FOR 5', '20240610', 20)]);
    expect(booked(sheet)).toEqual([
      '2024-06-10 reorganisation US0000000019 | kind spin-off | keeps true | retained 1 | receives [instrument US0000000035 numerator 1 denominator 5 basis 0]'
    ]);
    expect(heldUnits(sheet)).toEqual({ US0000000019: '100', US0000000035: '20' });
    expect(problemTexts(sheet)).toEqual(['8 note action-to-check']);
    const unknown = read([action(child, 'SO', 'ACME(US0000000019) SPINOFF  1 FOR 5', '20240610', 20)], []);
    expect(statedTexts(unknown)[0]).toContain('numerator 1 denominator 5');
  });

  test('a merger for units, for cash, and for both', () => {
    const units = read([
      action(acme, 'TC', 'ACME(US0000000019) MERGED(Acquisition) WITH US0000000027 1 FOR 2', '20240610', -100),
      action(beta, 'TC', 'ACME(US0000000019) MERGED(Acquisition) WITH US0000000027 1 FOR 2', '20240610', 50)
    ]);
    expect(heldUnits(units)).toEqual({ US0000000027: '50' });
    expect(problemTexts(units)).toEqual([]);
    const paid = read([
      action(acme, 'TC', 'ACME(US0000000019) MERGED(Acquisition) FOR USD 7.00 PER SHARE', '20240610', -100, {
        proceeds: 700
      })
    ]);
    expect(booked(paid)).toEqual(['2024-06-10 sell US0000000019 | quantity 100 | price 7 | gross 700 USD']);
    const both = read([
      action(acme, 'TC', 'ACME(US0000000019) MERGED WITH US0000000027', '20240610', -100, {
        proceeds: 150,
        actionID: '7'
      }),
      action(beta, 'TC', 'ACME(US0000000019) MERGED WITH US0000000027', '20240610', 50, { value: 450, actionID: '7' })
    ]);
    expect(booked(both)).toEqual([
      '2024-06-10 reorganisation US0000000019 | kind merger | keeps false | retained 0 | receives [instrument US0000000027 numerator 1 denominator 2 basis 45000] | boot amount 150 USD basis 15000'
    ]);
    expect(both.posted[1]?.about).toEqual({ id: '7', lines: [9] });
    expect(heldUnits(both)).toEqual({ US0000000027: '50' });
    expect(cashHeld(both)).toEqual({ USD: '-350' });
  });

  test('a tender of a part moves just that part', () => {
    const tendered: Values = { ...acme, symbol: 'ACME.TEN', conid: '51', isin: 'US0000000050' };
    const text = 'ACME(US0000000019) TENDERED TO US0000000050 1 FOR 1';
    const sheet = read([action(acme, 'TO', text, '20240610', -30), action(tendered, 'TO', text, '20240610', 30)]);
    expect(heldUnits(sheet)).toEqual({ US0000000019: '70', US0000000050: '30' });
    expect(problemTexts(sheet)).toEqual(['8 note action-to-check']);
  });

  test('a stock dividend, rights, their subscription and their end', () => {
    const rights: Values = {
      ...acme,
      symbol: 'ACME.RTS',
      conid: '61',
      isin: 'US0000000068',
      description: 'ACME RIGHTS'
    };
    const dividend = read([
      action(acme, 'SD', 'ACME(US0000000019) STOCK DIVIDEND US0000000019 1 FOR 20', '20240610', 5)
    ]);
    expect(booked(dividend)).toEqual(['2024-06-10 split US0000000019 | numerator 21 | denominator 20']);
    expect(heldUnits(dividend)).toEqual({ US0000000019: '105' });
    const sheet = read([
      action(rights, 'RI', 'ACME(US0000000019) SUBSCRIBABLE RIGHTS ISSUE  1 FOR 1', '20240610', 100),
      action(rights, 'SR', 'ACME.RTS(US0000000068) SUBSCRIBES TO (US0000000019)', '20240701', -80),
      action(acme, 'SR', 'ACME.RTS(US0000000068) SUBSCRIBES TO (US0000000019)', '20240701', 40, { proceeds: -120 }),
      action(rights, 'ED', 'ACME.RTS(US0000000068) EXPIRE DIVIDEND RIGHT', '20240702', -20)
    ]);
    expect(booked(sheet).slice(1)).toEqual([
      '2024-07-01 expiry US0000000068 | quantity 80',
      '2024-07-01 buy US0000000019 | quantity 40 | gross 120 USD | price 3',
      '2024-07-02 expiry US0000000068 | quantity 20'
    ]);
    expect(heldUnits(sheet)).toEqual({ US0000000019: '140' });
    expect(cashHeld(sheet)).toEqual({ USD: '-620' });
  });

  test('a fraction paid out, a delisting and an event that came to nothing', () => {
    const sheet = read([
      action(acme, 'RS', 'ACME(US0000000019) CASH IN LIEU OF FRACTION', '20240610', -0.5, { proceeds: 2.5 }),
      action(acme, 'DW', 'ACME(US0000000019) DELISTED WORTHLESS', '20240611', -99.5),
      action(beta, 'TC', 'BETA(US0000000027) MERGED', '20240612', -10, { actionID: '3' }),
      action(beta, 'TC', 'BETA(US0000000027) MERGED', '20240612', 10, { actionID: '3', code: 'Ca' })
    ]);
    expect(booked(sheet)).toEqual([
      '2024-06-10 sell US0000000019 | quantity 0.5 | price 5 | gross 2.5 USD',
      '2024-06-11 expiry US0000000019 | quantity 99.5'
    ]);
    expect(heldUnits(sheet)).toEqual({});
  });
});

test('what is summed over accounts is not told beside what it sums', () => {
  const text = 'ACME(US0000000019) CUSIP/ISIN CHANGE TO (US0000000027)';
  const levels = [
    ['-', 'SUMMARY'],
    ['U1', 'DETAIL']
  ] as const;
  const rows = levels.flatMap(([accountId, levelOfDetail]) => [
    action(acme, 'IC', text, '20240820', -100, { accountId, levelOfDetail, actionID: '9' }),
    action(beta, 'IC', text, '20240820', 100, { accountId, levelOfDetail, actionID: '9' })
  ]);
  const sheet = read(rows);
  expect(sheet.posted.map(({ transaction }) => transaction.verb)).toEqual(['buy', 'reorganisation']);
  expect(heldUnits(sheet)).toEqual({ US0000000027: '100' });
});
