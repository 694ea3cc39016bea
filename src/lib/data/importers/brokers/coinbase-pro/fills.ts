import { absolute, add, negate, sign, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { sayFileCurrency } from '../rows/coin';
import { CoinRow } from '../rows/coin-row';
import { readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';

const columns = ['trade id', 'side', 'size', 'size unit', 'fee', 'total', 'price/fee/total unit'];

/** Fills of Coinbase Pro: a row for each, its total with the fee and by the sign of the cash. */
export const coinbaseProFills: StatementReader = {
  id: 'coinbase-pro-fills',
  name: 'Coinbase Pro fills (CSV)',
  tried: false,
  recognises: (source) => rowsUnder(source.table, ...columns) !== undefined,
  read(source, sheet) {
    const rows = (rowsUnder(source.table, ...columns)?.rows ?? []).map((row) => new Row(row, { order: 'ymd' }));
    sayFileCurrency(
      sheet,
      rows.map((row) => row.text('price/fee/total unit'))
    );
    readEach(sheet, rows, (row) => {
      const { day, seconds } = row.when('created at', 'time');
      const id = row.text('trade id');
      const about = { ...(id === '' ? {} : { id }), ...(seconds === undefined ? {} : { seconds }) };
      const coins = new CoinRow(sheet, row.line, statedOn(sheet.account(), day), about);
      const coin = { code: row.symbol('size unit').toUpperCase(), amount: absolute(row.number('quantity', 'size')) };
      const code = row.symbol('price/fee/total unit').toUpperCase();
      const fee = absolute(row.optional('fee', 'fee') ?? ZERO);
      const total: Decimal = row.number('net-amount', 'total');
      const fees = sign(fee) > 0 ? [{ code, amount: fee }] : [];
      const side = row.text('side').toUpperCase();
      if (side === 'BUY') coins.trade({ sold: { code, amount: subtract(negate(total), fee) }, bought: coin, fees });
      else if (side === 'SELL') coins.trade({ sold: coin, bought: { code, amount: add(total, fee) }, fees });
      else throw unknownKind(row.text('side'), 'side');
    });
  }
};
