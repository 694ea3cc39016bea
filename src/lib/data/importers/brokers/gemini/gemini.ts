import { absolute, sign, ZERO, type Decimal } from '$lib/domain/money';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { cellDecimal, isAbsent } from '../../values/numbers';
import { fiatCurrency, sayFileCurrency } from '../rows/coin';
import { CoinRow, type CoinAmount } from '../rows/coin-row';
import { readEach, RowRefusal, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';

const columns = ['Date', 'Time (UTC)', 'Type', 'Symbol', 'Specification'];
const AMOUNT = /^([a-z0-9]{2,10}) amount \1$/;

/** "0.01 BTC", "(0.004 BTC)" or "($420.00)" as a number by its sign; zero where the cell says nothing. */
function figure(row: Row, code: string, column: string): Decimal {
  const text = row.text(column);
  if (isAbsent(text)) return ZERO;
  const value = cellDecimal(text.replace(new RegExp(`\\s*${code}(\\)?)$`, 'i'), '$1'), '.');
  if (value === undefined) throw new RowRefusal({ code: 'number-unreadable', text, field: 'amount' }, column);
  return value;
}

function readRow(sheet: Sheet, row: Row, codes: readonly string[]): void {
  const { day } = row.when('Date');
  const [hours = '', minutes = '', rest = ''] = row.text('Time (UTC)').split(':');
  const seconds = Number(hours) * 3600 + Number(minutes) * 60 + Math.floor(Number(rest));
  const about = Number.isFinite(seconds) ? { seconds } : {};
  const [trade, order] = [row.text('Trade ID'), row.text('Order ID')];
  const id = trade || order;
  const coins = new CoinRow(sheet, row.line, statedOn(sheet.account(), day), {
    ...about,
    ...(id === '' ? {} : { id })
  });
  const moved = codes.map((code) => ({ code, amount: figure(row, code, `${code} Amount ${code}`) }));
  const [got, given] = [1, -1].map((way): CoinAmount[] =>
    moved.flatMap(({ code, amount }) => (sign(amount) === way ? [{ code, amount: absolute(amount) }] : []))
  );
  const fees = codes
    .map((code) => ({ code, amount: absolute(figure(row, code, `Fee (${code}) ${code}`)) }))
    .filter(({ amount }) => sign(amount) > 0);
  const [bought, sold] = [got?.[0], given?.[0]];
  if ((got?.length ?? 0) > 1 || (given?.length ?? 0) > 1)
    throw new RowRefusal({ code: 'action-to-check', text: row.text('Type') }, 'Type');
  switch (row.text('Type').toLowerCase()) {
    case 'buy':
    case 'sell':
      if (!bought || !sold) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Symbol');
      return coins.trade({ sold, bought, fees });
    case 'credit':
      if (!bought) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Symbol');
      if (/reward|interest|earn|promo|referral|stak/i.test(row.text('Specification')))
        return coins.income(bought, /stak/i.test(row.text('Specification')) ? 'staking' : 'bonus');
      return coins.received(bought);
    case 'debit':
      if (!sold) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Symbol');
      coins.sent(sold);
      for (const fee of fees) coins.feeInKind(fee);
      return;
    default:
      throw unknownKind(row.text('Type'), 'Type');
  }
}

/** Transaction history of Gemini: a column of amounts, fees and balances for each coin and for money. */
export const gemini: StatementReader = {
  id: 'gemini',
  name: 'Gemini transaction history (CSV, XLSX)',
  tried: false,
  recognises: (source) => rowsUnder(source.table, ...columns)?.names.some((name) => AMOUNT.test(name)) ?? false,
  read(source, sheet) {
    const under = rowsUnder(source.table, ...columns);
    const codes = [...new Set(under?.names.flatMap((name) => AMOUNT.exec(name)?.[1]?.toUpperCase() ?? []))];
    sayFileCurrency(
      sheet,
      codes.filter((code) => fiatCurrency(code))
    );
    // The sums at the foot have no date.
    const dated = (under?.rows ?? []).filter((row) => row.get('Date') !== '');
    const rows = dated.map((row) => new Row(row, { order: 'ymd' }));
    readEach(sheet, rows, (row) => readRow(sheet, row, codes));
  }
};
