import type { AccountId } from '$lib/domain/ledger';
import { absolute, currencyCode, negate, type Decimal } from '$lib/domain/money';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import type { RowAction } from '../rows/history-action';
import { HistoryBooking } from '../rows/history-booking';
import { inOrderOfDays, writtenRow, type HistoryColumns, type WrittenRow } from '../rows/history-row';
import { readEach } from '../rows/refusal';
import { Row } from '../rows/row';
import { awardColumns, awardsOfJson, awardsOfTable, type AwardRow } from './award-rows';

const columns: HistoryColumns = {
  date: 'Date',
  settlement: [],
  action: 'Action',
  symbol: 'Symbol',
  name: [],
  quantity: ['Quantity'],
  price: [],
  commission: ['FeesAndCommissions'],
  fees: [],
  accrued: [],
  amount: ['Amount']
};
/** What a share was worth, or cost, when it was deposited. */
const PRICES = ['VestFairMarketValue', 'PurchasePrice', 'FairMarketValuePrice', 'SubscriptionFairMarketValue'];

const actions: readonly (readonly [RegExp, RowAction])[] = [
  // The shares that a lapse leaves after taxes are deposited in a row of their own.
  [/^(lapse|balance|grant|vest$)/i, { act: 'sweep' }],
  [/^(sale|sell|quick sale|forced quick sell|forced sale|same-?day sale)/i, { act: 'trade', verb: 'sell' }],
  [/^reinvest shares|^buy/i, { act: 'trade', verb: 'buy' }],
  [/^deposit/i, { act: 'cash-or-units' }],
  [/^tax (withholding|reversal)|^nra tax/i, { act: 'tax' }],
  [/^(dividend|reinvest dividend)$/i, { act: 'dividend' }],
  [/interest/i, { act: 'interest' }],
  [/^stock split/i, { act: 'added-units' }],
  [/^cash in lieu/i, { act: 'in-lieu' }],
  [/fee/i, { act: 'fee' }],
  [
    /^(journal|transfer|wire|disbursement|forced disbursement|cash disbursement|check|moneylink|adjustment)/i,
    { act: 'cash-or-units' }
  ]
];

const actionOf = ({ action }: WrittenRow): RowAction | undefined => actions.find(([one]) => one.test(action))?.[1];

/** History of an account of equity awards of Charles Schwab, as table or JSON: vested shares, their sales, dividends. */
export const schwabAwards: StatementReader = {
  id: 'schwab-awards',
  name: 'Charles Schwab equity awards (CSV, JSON)',
  tried: true,
  recognises: ({ table, content, text }) =>
    content === 'json'
      ? text.includes('"TransactionDetails"') && text.includes('"FeesAndCommissions"')
      : rowsUnder(table, ...awardColumns) !== undefined,
  read({ table, content, text }, sheet) {
    const under = rowsUnder(table, ...awardColumns);
    const awards = content === 'json' ? awardsOfJson(text) : under ? awardsOfTable(under) : [];
    const currency = currencyCode('USD');
    const about = { currency, institution: 'Charles Schwab', kind: 'brokerage' } as const;
    const account = sheet.account({ name: 'Schwab Equity Awards', ...about });
    const rows: WrittenRow[] = [];
    const lines = awards.map((award) => ({ line: award.row.line, award }));
    readEach(sheet, lines, ({ award }) => {
      for (const { line } of award.details) if (line !== award.row.line) sheet.passOver(line);
      rows.push(awardRow(award, account));
    });
    new HistoryBooking(sheet, currency, actionOf).book(inOrderOfDays(reinvested(rows, sheet)));
  }
};

function awardRow({ row, details }: AwardRow, account: AccountId): WrittenRow {
  const written = writtenRow(row, columns, account);
  const { quantity } = written;
  const deposited = /^deposit/i.test(written.action);
  const [detail] = details;
  const price = deposited && detail ? new Row(detail).optional('price', ...PRICES) : undefined;
  // Shares sent to the brokerage account are written without a sign.
  const leaves = quantity !== undefined && quantity > 0n && /^(journal|transfer)/i.test(written.action);
  const moved = written.amount !== undefined && !/^(sale|sell|dividend|tax)/i.test(written.action);
  return {
    ...written,
    ...(moved ? { name: row.get('Description') } : {}),
    ...(price === undefined ? {} : { price: absolute(price) }),
    ...(leaves ? { quantity: negate(quantity) as Decimal } : {})
  };
}

/** A dividend put back into shares stands in a row with the cash and one with the units: they are one purchase. */
function reinvested(rows: readonly WrittenRow[], sheet: Sheet): WrittenRow[] {
  const paid = rows.filter(({ action }) => /^dividend reinvested/i.test(action));
  const bought = new Map<WrittenRow, WrittenRow>();
  for (const cash of paid) {
    const units = rows.find(
      (one) =>
        /^deposit/i.test(one.action) &&
        one.tradeDay === cash.tradeDay &&
        one.symbol === cash.symbol &&
        one.quantity !== undefined &&
        one.amount === undefined &&
        !bought.has(one) &&
        isWorth(one, cash)
    );
    if (units) bought.set(units, cash);
    else sheet.refuse(cash.line, { code: 'half-missing', text: `${cash.action} ${cash.symbol}` }, 'Action');
  }
  for (const { line } of bought.values()) sheet.passOver(line);
  return rows
    .filter((row) => !paid.includes(row))
    .map((row) => {
      const cash = bought.get(row);
      return cash?.amount === undefined ? row : { ...row, action: 'Reinvest Shares', amount: cash.amount };
    });
}

/** True when units at their price are what was paid, but for 2 %. */
function isWorth({ quantity, price }: WrittenRow, { amount }: WrittenRow): boolean {
  if (quantity === undefined || amount === undefined) return false;
  if (price === undefined) return true;
  const ratio = (Number(quantity) * Number(price)) / 1e18 / Number(absolute(amount));
  return Math.abs(ratio - 1) < 0.02;
}
