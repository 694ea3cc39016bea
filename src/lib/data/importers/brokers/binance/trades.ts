import { absolute, multiply, sign, type Decimal } from '$lib/domain/money';
import type { StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { cellDecimal } from '../../values/numbers';
import { sayFileCurrency } from '../rows/coin';
import { type CoinAmount, CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';

const columns = ['Pair', 'Side', 'Price', 'Executed', 'Amount', 'Fee'];
const TIME = ['Date(UTC)', 'Date (UTC)', 'Date', 'Time'];

/** "0.0100000BTC": an amount and its coin in one cell. */
function coinAmount(row: Row, column: string): CoinAmount | undefined {
  const text = row.text(column);
  const match = /^([\d.,]+(?:E-?\d+)?)\s*([A-Z0-9]*[A-Z][A-Z0-9]*)$/i.exec(text);
  const amount = match ? cellDecimal(match[1] ?? '', '.') : undefined;
  return amount === undefined || !match?.[2] ? undefined : { code: match[2].toUpperCase(), amount: absolute(amount) };
}

/** Trade history of Binance: a row for each fill, amounts with their coins. */
export const binanceTrades: StatementReader = {
  id: 'binance-trades',
  name: 'Binance trade history (CSV)',
  tried: false,
  recognises: (source) => rowsUnder(source.table, ...columns) !== undefined,
  read(source, sheet) {
    const rows = (rowsUnder(source.table, ...columns)?.rows ?? []).map((row) => new Row(row, { order: 'ymd' }));
    sayFileCurrency(
      sheet,
      rows.map((row) => coinAmount(row, 'Amount')?.code ?? '')
    );
    readEach(sheet, rows, (row) => {
      const executed = coinAmount(row, 'Executed');
      if (!executed) throw new RowRefusal({ code: 'number-unreadable', text: row.text('Executed'), field: 'quantity' });
      const { day, seconds } = row.when(...TIME);
      const amount = coinAmount(row, 'Amount') ?? quoted(row, executed);
      const fee = coinAmount(row, 'Fee');
      const coins = new CoinRow(
        sheet,
        row.line,
        statedOn(sheet.account(), day),
        seconds === undefined ? {} : { seconds }
      );
      const fees = fee && sign(fee.amount) > 0 ? [fee] : [];
      const side = row.text('Side').toUpperCase();
      if (side === 'BUY') coins.trade({ sold: amount, bought: executed, fees });
      else if (side === 'SELL') coins.trade({ sold: executed, bought: amount, fees });
      else throw unknownKind(row.text('Side'), 'Side');
    });
  }
};

/** The other coin of the pair, at the price of the row. */
function quoted(row: Row, executed: CoinAmount): CoinAmount {
  const pair = row.text('Pair').toUpperCase().replace(/[/_-]/g, '');
  const code = pair.startsWith(executed.code) ? pair.slice(executed.code.length) : '';
  const price: Decimal = row.number('price', 'Price');
  if (code === '') throw new RowRefusal({ code: 'currency-unreadable', text: row.text('Amount') }, 'Amount');
  return { code, amount: multiply(executed.amount, price) };
}
