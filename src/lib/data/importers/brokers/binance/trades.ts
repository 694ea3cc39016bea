import { absolute, multiply, sign, type Decimal } from '$lib/domain/money';
import type { StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedTable } from '../../source/table';
import { cellDecimal } from '../../values/numbers';
import { sayFileCurrency } from '../rows/coin';
import { type CoinAmount, CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';

const columns = ['Pair', 'Side', 'Price', 'Executed', 'Amount', 'Fee'];
/** Older files name the same otherwise, and have the coin of the fee in a column of its own. */
const olderColumns = ['Market', 'Type', 'Price', 'Amount', 'Total', 'Fee', 'Fee Coin'];
/** What pairs are priced in. */
const QUOTE =
  /^([A-Z0-9]{2,}?)[/_-]?(USDT|USDC|FDUSD|BUSD|TUSD|USDP|DAI|BTC|ETH|BNB|EUR|GBP|TRY|BRL|AUD|JPY|RUB|UAH|NGN|PLN|RON|ZAR|CZK|ARS|MXN|COP|USD)$/;
const TIME = ['Date(UTC)', 'Date (UTC)', 'Date', 'Time'];

/** "0.0100000BTC": an amount and its coin in one cell; else the coin is another's. */
function coinAmount(row: Row, column: string, coin?: string): CoinAmount | undefined {
  const text = row.text(column);
  const alone = coin === undefined || coin === '' ? undefined : cellDecimal(text, '.');
  if (coin !== undefined && alone !== undefined) return { code: coin.toUpperCase(), amount: absolute(alone) };
  const match = /^([\d.,]+(?:E-?\d+)?)\s*([A-Z0-9]*[A-Z][A-Z0-9]*)$/i.exec(text);
  const amount = match ? cellDecimal(match[1] ?? '', '.') : undefined;
  return amount === undefined || !match?.[2] ? undefined : { code: match[2].toUpperCase(), amount: absolute(amount) };
}

/** Trade history of Binance: a row for each fill, amounts with their coins. */
export const binanceTrades: StatementReader = {
  id: 'binance-trades',
  name: 'Binance trade history (CSV)',
  tried: false,
  recognises: (source) => tradeTable(source.table) !== undefined,
  read(source, sheet) {
    const table = tradeTable(source.table);
    const [pair, side, executedIn, amountIn] =
      table?.names.includes('market') === true
        ? ['Market', 'Type', 'Amount', 'Total']
        : ['Pair', 'Side', 'Executed', 'Amount'];
    const rows = (table?.rows ?? []).map((row) => new Row(row, { order: 'ymd' }));
    const coinsOf = (row: Row): readonly string[] => QUOTE.exec(row.text(pair).toUpperCase())?.slice(1) ?? [];
    sayFileCurrency(
      sheet,
      rows.map((row) => coinAmount(row, amountIn, coinsOf(row)[1])?.code ?? '')
    );
    readEach(sheet, rows, (row) => {
      const [base, quote] = coinsOf(row);
      const executed = coinAmount(row, executedIn, base);
      if (!executed) throw new RowRefusal({ code: 'number-unreadable', text: row.text(executedIn), field: 'quantity' });
      const { day, seconds } = row.when(...TIME);
      const amount = coinAmount(row, amountIn, quote) ?? quoted(row, pair, executed);
      const fee = coinAmount(row, 'Fee', row.text('Fee Coin'));
      const coins = new CoinRow(
        sheet,
        row.line,
        statedOn(sheet.account(), day),
        seconds === undefined ? {} : { seconds }
      );
      const fees = fee && sign(fee.amount) > 0 ? [fee] : [];
      const way = row.text(side).toUpperCase();
      if (way === 'BUY') coins.trade({ sold: amount, bought: executed, fees });
      else if (way === 'SELL') coins.trade({ sold: executed, bought: amount, fees });
      else throw unknownKind(row.text(side), side);
    });
  }
};

function tradeTable(table: OpenedTable | undefined): RowsUnder | undefined {
  return rowsUnder(table, ...columns) ?? rowsUnder(table, ...olderColumns);
}

/** The other coin of the pair, at the price of the row. */
function quoted(row: Row, column: string, executed: CoinAmount): CoinAmount {
  const pair = row.text(column).toUpperCase().replace(/[/_-]/g, '');
  const code = pair.startsWith(executed.code) ? pair.slice(executed.code.length) : '';
  const price: Decimal = row.number('price', 'Price');
  if (code === '') throw new RowRefusal({ code: 'currency-unreadable', text: row.text('Amount') }, 'Amount');
  return { code, amount: multiply(executed.amount, price) };
}
